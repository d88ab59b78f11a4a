"""Refusals in Chinese, by their code; in English they say what the API says."""

from __future__ import annotations

__all__ = ["REFUSALS"]

REFUSALS: dict[str, str] = {
    "analysis-not-drafted": "没有待审阅的草稿,请先起草。",
    "analysis-not-reviewed": "须先由总经理审阅,然后才能归档。",
    "analysis-reviewed": "分析已经审阅,不能重新起草。",
    "bad-form": "表单的字段过多。",
    "bad-range": "请选择1至731天,开始日期不能晚于结束日期。",
    "card-not-found": "没有此项的记录。",
    "guest-unknown": "客人的令牌须写明是哪位客人。",
    "in-the-future": "日期或月份尚未到来,请届时再登记。",
    "invalid-input": "此项填写有误,请修改后重试。",
    "kept-whole": "部门的数字不再细分,请打开某门店的某一天查看。",
    "month-not-found": "没有此月份的数据。",
    "month-not-over": "草稿是在月份结束之前起草的,请在结束之后重新起草。",
    "not-analysed-yet": "还没有客户分析,请立即分析,或等到今晚自动生成。",
    "not-answered": "数据不足,此项暂不给出。",
    "not-drafted-yet": "分析尚未起草,请先起草,或等到次月1日自动起草。",
    "not-yours": "这是他人的考核结果。",
    "open-a-venue": "全连锁的数字是各门店之和,请选择其中一家。",
    "other-venue": "您没有相应门店的权限;全连锁的数据需要所有门店的权限。",
    "own-assessment": "不能评议自己,请由他人评议。",
    "role-required": "您的角色没有此项权限。",
    "scorecard-not-found": "没有此员工当月的考核结果。",
    "venue-not-found": "没有此门店的数据。",
}
