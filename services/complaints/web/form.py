"""The acceptance form 客户建议受理单 of a case: print-ready HTML that always fits one A4 page (rule C16)."""

from __future__ import annotations

from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from services.complaints.domain.case import Case

__all__ = ["acceptance_form"]

_CHANNELS = {
    "phone": "电话",
    "email": "邮件",
    "opinion-box": "意见箱",
    "web": "网站",
    "app": "应用",
    "in-person": "来访",
    "authority": "主管部门",
    "media": "媒体",
    "survey": "满意度调查",
}
_RESPONSIBILITY = {
    "undecided": "待定",
    "responsible": "责任",
    "not-responsible": "无责任",
    "assist": "协助",
}
_SEVERITY = {"general": "一般", "major": "重大"}
_CAUSE = {"guest": "客户", "house": "本店", "partner": "合作商家"}
_REPLY = {"phone": "电话", "visit": "拜访", "email": "邮件", "app": "应用", None: ""}
_GROUNDS = {
    "repeated-failure": "屡次失约",
    "loss-or-injury": "严重损失或伤害",
    "unresolved-month": "逾月未决",
    "authority-or-media": "主管部门或媒体",
    "collective": "多人同诉",
}
_REMEDY = {
    "proposed": "待客户答复",
    "refused": "客户谢绝",
    "accepted": "客户接受",
    "granted": "已兑现",
    "not-granted": "未能兑现",
}
_STYLE = """
@page { size: A4; margin: 12mm }
* { box-sizing: border-box }
body { font: 9.5pt/1.3 "Noto Sans CJK SC", "Source Han Sans SC", "SimSun", sans-serif;
  margin: 0; color: #000 }
main { height: 272mm; overflow: hidden; display: flex; flex-direction: column }
h1 { font-size: 16pt; text-align: center; margin: 0 0 3mm }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
th, td { border: .3mm solid #000; padding: 1.2mm 2mm; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
th { width: 26mm; font-weight: 600; background: #f2f2f2 }
td div { overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical }
.short { -webkit-line-clamp: 2 } .middle { -webkit-line-clamp: 4 } .long { -webkit-line-clamp: 8 }
.sign td { height: 14mm }
"""


def acceptance_form(case: Case, zone: ZoneInfo) -> str:
    """The form as a complete HTML page; text that is too long for its box ends where the box ends.

    Args:
        zone: of the venue, for the printed times.
    """
    intake, contact = case.intake, case.intake.contact
    who = "匿名" if intake.anonymous else contact.name
    reach = " ".join(filter(None, (contact.phone, contact.email))) or (
        "谢绝回访" if intake.callback_declined else ""
    )
    rows = [
        _pair("编号", case.number, "受理时间", _time(case.opened_at, zone)),
        _pair("来源", _CHANNELS[intake.channel], "受理人", case.owner_id),
        _pair("客户", who, "会员卡号", contact.member_card),
        _pair("联系方式", reach, "回复方式", f"{_REPLY[intake.reply_by]} {intake.reply_when}"),
        _box("内容", intake.content, "long"),
        _box("客户要求", intake.remedy_wanted, "short"),
        _pair(
            "责任",
            _RESPONSIBILITY[case.responsibility],
            "级别",
            f"{_SEVERITY[case.severity]} {'、'.join(_GROUNDS[each] for each in case.grounds)}",
        ),
        _pair("承诺时限", _time(case.first_promised_at, zone), "现时限", _time(case.guest_due_at, zone)),
        _box("责任部门", "、".join(case.departments), "short"),
        _box(
            "调查情况", "\n".join(f"{each.department_id}：{each.facts}" for each in case.findings), "middle"
        ),
        _pair(
            "原因",
            f"{_CAUSE[case.cause.cause]} {case.cause.code}" if case.cause else "",
            "有效投诉",
            ("否" if case.cause.cause == "guest" else "是") if case.cause else "",
        ),
        _box(
            "处理意见",
            "\n".join(f"{each.message}（{_REMEDY[each.status]}）" for each in case.remedies),
            "middle",
        ),
        _box("处理结果", case.result, "middle"),
        _box(
            "整改措施",
            "\n".join(f"{each.text}（{each.owner_id}，{each.due_on}）" for each in case.actions),
            "middle",
        ),
        _pair(
            "回访结果",
            {True: "满意", False: "不满意", None: ""}[case.satisfied],
            "返工次数",
            str(case.cycle - 1),
        ),
        _box("总结", case.summary.lesson if case.summary else "", "short"),
    ]
    sign = '<tr class="sign"><th>部门签字</th><td></td><th>客服主管</th><td></td></tr>'
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>客户建议受理单 {escape(case.number)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>客户建议受理单</h1><table>{''.join(rows)}{sign}</table></main></body></html>"
    )


def _pair(label: str, value: str, other: str, other_value: str) -> str:
    return (
        f'<tr><th>{label}</th><td><div class="short">{_text(value)}</div></td>'
        f'<th>{other}</th><td><div class="short">{_text(other_value)}</div></td></tr>'
    )


def _box(label: str, value: str, size: str) -> str:
    return f'<tr><th>{label}</th><td colspan="3"><div class="{size}">{_text(value)}</div></td></tr>'


def _text(value: str) -> str:
    return escape(value).replace("\n", "<br>") or "&nbsp;"


def _time(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
