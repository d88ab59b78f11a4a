"""What the codes in events are called in front of people: (zh-CN, en)."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["GLOSSARY"]

GLOSSARY: Mapping[str, tuple[str, str]] = {
    # tiers
    "ordinary": ("普通卡", "ordinary"),
    "silver": ("银卡", "silver"),
    "gold": ("金卡", "gold"),
    "platinum": ("白金卡", "platinum"),
    # levels and desks
    "agent": ("客服", "service agent"),
    "desk": ("受理人", "case owner"),
    "department": ("责任部门", "department"),
    "supervisor": ("客服主管", "service supervisor"),
    "manager": ("客服经理", "service manager"),
    "gm": ("总经理", "general manager"),
    # severity and clocks
    "general": ("一般", "general"),
    "major": ("重大", "major"),
    "guest": ("对客承诺", "promise to the guest"),
    "dispatch": ("派单", "dispatch"),
    "reaction": ("部门响应", "reaction"),
    "result": ("处理结果", "result"),
    "answer": ("咨询答复", "answer"),
    # why a case climbs
    "breach": ("超时", "a missed deadline"),
    "severity": ("级别为重大", "its severity"),
    "person": ("人工升级", "a colleague's decision"),
    # what an open booking lacks
    "arrival": ("到店情况", "the arrival"),
    "completion": ("消费结束情况", "the end of the visit"),
    "partner": ("合作场所答复", "the partner's answer"),
    # what the month's analysis waits for
    "review": ("总经理审阅", "the general manager's review"),
    "filing": ("归档", "filing"),
    # cases
    "complaint": ("投诉", "complaint"),
    "inquiry": ("咨询", "inquiry"),
    "suggestion": ("建议", "suggestion"),
    # why loyalty grants nothing
    "guest-erased": ("客人资料已删除", "the guest was erased"),
    "nothing-asked": ("未写明补偿内容", "nothing was asked for"),
    "over-limit": ("超出补偿上限", "above the limit"),
    "coupon-unknown": ("没有这种优惠券", "no such coupon"),
    # surveys
    "visit": ("到店体验", "visit"),
    "callback": ("回访", "callback"),
    "case": ("投诉处理", "case"),
    # callback modes
    "phone": ("电话", "by phone"),
    "email": ("邮件", "by email"),
    "app": ("应用内", "in the app"),
    # holidays
    "new-year": ("元旦", "New Year's Day"),
    "spring-festival": ("春节", "Spring Festival"),
    "qingming": ("清明节", "Qingming Festival"),
    "tomb-sweeping-day": ("清明节", "Qingming Festival"),
    "labour-day": ("劳动节", "Labour Day"),
    "dragon-boat-festival": ("端午节", "Dragon Boat Festival"),
    "mid-autumn-festival": ("中秋节", "Mid-Autumn Festival"),
    "national-day": ("国庆节", "National Day"),
    "lantern-festival": ("元宵节", "Lantern Festival"),
    "christmas": ("圣诞节", "Christmas"),
    # emergencies
    "fire": ("火情", "fire"),
    "injury": ("人员受伤", "an injury"),
    "power": ("停电", "a power failure"),
    "security": ("安全事件", "a security incident"),
}
