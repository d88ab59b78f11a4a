from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.case_view_grounds_item import (
    CaseViewGroundsItem,
    check_case_view_grounds_item,
)
from ..models.case_view_kind import CaseViewKind, check_case_view_kind
from ..models.case_view_level import CaseViewLevel, check_case_view_level
from ..models.case_view_paused_type_0 import (
    CaseViewPausedType0,
    check_case_view_paused_type_0,
)
from ..models.case_view_responsibility import (
    CaseViewResponsibility,
    check_case_view_responsibility,
)
from ..models.case_view_severity import CaseViewSeverity, check_case_view_severity
from ..models.case_view_status import CaseViewStatus, check_case_view_status

if TYPE_CHECKING:
    from ..models.action import Action
    from ..models.cycle import Cycle
    from ..models.dispatch import Dispatch
    from ..models.extension import Extension
    from ..models.findings import Findings
    from ..models.found_cause import FoundCause
    from ..models.handover import Handover
    from ..models.inspection import Inspection
    from ..models.intake import Intake
    from ..models.progress import Progress
    from ..models.query import Query
    from ..models.referral import Referral
    from ..models.remedy import Remedy
    from ..models.sign_off import SignOff
    from ..models.standing import Standing
    from ..models.suggestion import Suggestion
    from ..models.summary import Summary


T = TypeVar("T", bound="CaseView")


@_attrs_define
class CaseView:
    """A case as the desk sees it.

    Attributes:
        id (str):
        number (str):
        kind (CaseViewKind):
        venue_id (str):
        category (str):
        status (CaseViewStatus):
        opened_at (datetime.datetime):
        first_promised_at (datetime.datetime):
        guest_due_at (datetime.datetime):
        cycle (int):
        progress (list[Progress]):
        remedies (list[Remedy]):
        result (str):
        guest_id (None | str):
        owner_id (str):
        matter_id (str):
        intake (Intake): What was recorded when the case came in (C1).

            Attributes:
                remedy_wanted: what the guest asks for.
                reply_when: when the guest wants the reply, in their words.
                reference: the authority's or the medium's own file number.
                thread: Message-IDs of its e-mails, oldest first.
        policy_version (int):
        calendar_version (int):
        responsibility (CaseViewResponsibility):
        severity (CaseViewSeverity):
        grounds (list[CaseViewGroundsItem]):
        level (CaseViewLevel):
        paused (CaseViewPausedType0 | None):
        standing (list[Standing]):
        next_turn_at (datetime.datetime | None):
        next_due_at (datetime.datetime | None): The deadline to mind next: the guest's once it has passed, else the
            soonest running.
        dispatches (list[Dispatch]):
        inspection (Inspection | None):
        findings (list[Findings]):
        cause (FoundCause | None):
        next_progress_at (datetime.datetime | None):
        chase_dispute_at (datetime.datetime | None):
        extensions (list[Extension]):
        queries (list[Query]):
        actions (list[Action]):
        handovers (list[Handover]):
        referral (None | Referral):
        sign_off (None | SignOff):
        suggestion (None | Suggestion):
        passed_to (None | str):
        resolved_at (datetime.datetime | None):
        callback_due_at (datetime.datetime | None):
        satisfied (bool | None):
        cycles (list[Cycle]):
        summary (None | Summary):
        closed_at (datetime.datetime | None):
        notes (list[Progress]):
    """

    id: str
    number: str
    kind: CaseViewKind
    venue_id: str
    category: str
    status: CaseViewStatus
    opened_at: datetime.datetime
    first_promised_at: datetime.datetime
    guest_due_at: datetime.datetime
    cycle: int
    progress: list[Progress]
    remedies: list[Remedy]
    result: str
    guest_id: None | str
    owner_id: str
    matter_id: str
    intake: Intake
    policy_version: int
    calendar_version: int
    responsibility: CaseViewResponsibility
    severity: CaseViewSeverity
    grounds: list[CaseViewGroundsItem]
    level: CaseViewLevel
    paused: CaseViewPausedType0 | None
    standing: list[Standing]
    next_turn_at: datetime.datetime | None
    next_due_at: datetime.datetime | None
    dispatches: list[Dispatch]
    inspection: Inspection | None
    findings: list[Findings]
    cause: FoundCause | None
    next_progress_at: datetime.datetime | None
    chase_dispute_at: datetime.datetime | None
    extensions: list[Extension]
    queries: list[Query]
    actions: list[Action]
    handovers: list[Handover]
    referral: None | Referral
    sign_off: None | SignOff
    suggestion: None | Suggestion
    passed_to: None | str
    resolved_at: datetime.datetime | None
    callback_due_at: datetime.datetime | None
    satisfied: bool | None
    cycles: list[Cycle]
    summary: None | Summary
    closed_at: datetime.datetime | None
    notes: list[Progress]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.found_cause import FoundCause
        from ..models.inspection import Inspection
        from ..models.referral import Referral
        from ..models.sign_off import SignOff
        from ..models.suggestion import Suggestion
        from ..models.summary import Summary

        id = self.id

        number = self.number

        kind: str = self.kind

        venue_id = self.venue_id

        category = self.category

        status: str = self.status

        opened_at = self.opened_at.isoformat()

        first_promised_at = self.first_promised_at.isoformat()

        guest_due_at = self.guest_due_at.isoformat()

        cycle = self.cycle

        progress = []
        for progress_item_data in self.progress:
            progress_item = progress_item_data.to_dict()
            progress.append(progress_item)

        remedies = []
        for remedies_item_data in self.remedies:
            remedies_item = remedies_item_data.to_dict()
            remedies.append(remedies_item)

        result = self.result

        guest_id: None | str
        guest_id = self.guest_id

        owner_id = self.owner_id

        matter_id = self.matter_id

        intake = self.intake.to_dict()

        policy_version = self.policy_version

        calendar_version = self.calendar_version

        responsibility: str = self.responsibility

        severity: str = self.severity

        grounds = []
        for grounds_item_data in self.grounds:
            grounds_item: str = grounds_item_data
            grounds.append(grounds_item)

        level: str = self.level

        paused: None | str
        if isinstance(self.paused, str):
            paused = self.paused
        else:
            paused = self.paused

        standing = []
        for standing_item_data in self.standing:
            standing_item = standing_item_data.to_dict()
            standing.append(standing_item)

        next_turn_at: None | str
        if isinstance(self.next_turn_at, datetime.datetime):
            next_turn_at = self.next_turn_at.isoformat()
        else:
            next_turn_at = self.next_turn_at

        next_due_at: None | str
        if isinstance(self.next_due_at, datetime.datetime):
            next_due_at = self.next_due_at.isoformat()
        else:
            next_due_at = self.next_due_at

        dispatches = []
        for dispatches_item_data in self.dispatches:
            dispatches_item = dispatches_item_data.to_dict()
            dispatches.append(dispatches_item)

        inspection: dict[str, Any] | None
        if isinstance(self.inspection, Inspection):
            inspection = self.inspection.to_dict()
        else:
            inspection = self.inspection

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        cause: dict[str, Any] | None
        if isinstance(self.cause, FoundCause):
            cause = self.cause.to_dict()
        else:
            cause = self.cause

        next_progress_at: None | str
        if isinstance(self.next_progress_at, datetime.datetime):
            next_progress_at = self.next_progress_at.isoformat()
        else:
            next_progress_at = self.next_progress_at

        chase_dispute_at: None | str
        if isinstance(self.chase_dispute_at, datetime.datetime):
            chase_dispute_at = self.chase_dispute_at.isoformat()
        else:
            chase_dispute_at = self.chase_dispute_at

        extensions = []
        for extensions_item_data in self.extensions:
            extensions_item = extensions_item_data.to_dict()
            extensions.append(extensions_item)

        queries = []
        for queries_item_data in self.queries:
            queries_item = queries_item_data.to_dict()
            queries.append(queries_item)

        actions = []
        for actions_item_data in self.actions:
            actions_item = actions_item_data.to_dict()
            actions.append(actions_item)

        handovers = []
        for handovers_item_data in self.handovers:
            handovers_item = handovers_item_data.to_dict()
            handovers.append(handovers_item)

        referral: dict[str, Any] | None
        if isinstance(self.referral, Referral):
            referral = self.referral.to_dict()
        else:
            referral = self.referral

        sign_off: dict[str, Any] | None
        if isinstance(self.sign_off, SignOff):
            sign_off = self.sign_off.to_dict()
        else:
            sign_off = self.sign_off

        suggestion: dict[str, Any] | None
        if isinstance(self.suggestion, Suggestion):
            suggestion = self.suggestion.to_dict()
        else:
            suggestion = self.suggestion

        passed_to: None | str
        passed_to = self.passed_to

        resolved_at: None | str
        if isinstance(self.resolved_at, datetime.datetime):
            resolved_at = self.resolved_at.isoformat()
        else:
            resolved_at = self.resolved_at

        callback_due_at: None | str
        if isinstance(self.callback_due_at, datetime.datetime):
            callback_due_at = self.callback_due_at.isoformat()
        else:
            callback_due_at = self.callback_due_at

        satisfied: bool | None
        satisfied = self.satisfied

        cycles = []
        for cycles_item_data in self.cycles:
            cycles_item = cycles_item_data.to_dict()
            cycles.append(cycles_item)

        summary: dict[str, Any] | None
        if isinstance(self.summary, Summary):
            summary = self.summary.to_dict()
        else:
            summary = self.summary

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        notes = []
        for notes_item_data in self.notes:
            notes_item = notes_item_data.to_dict()
            notes.append(notes_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "number": number,
                "kind": kind,
                "venue_id": venue_id,
                "category": category,
                "status": status,
                "opened_at": opened_at,
                "first_promised_at": first_promised_at,
                "guest_due_at": guest_due_at,
                "cycle": cycle,
                "progress": progress,
                "remedies": remedies,
                "result": result,
                "guest_id": guest_id,
                "owner_id": owner_id,
                "matter_id": matter_id,
                "intake": intake,
                "policy_version": policy_version,
                "calendar_version": calendar_version,
                "responsibility": responsibility,
                "severity": severity,
                "grounds": grounds,
                "level": level,
                "paused": paused,
                "standing": standing,
                "next_turn_at": next_turn_at,
                "next_due_at": next_due_at,
                "dispatches": dispatches,
                "inspection": inspection,
                "findings": findings,
                "cause": cause,
                "next_progress_at": next_progress_at,
                "chase_dispute_at": chase_dispute_at,
                "extensions": extensions,
                "queries": queries,
                "actions": actions,
                "handovers": handovers,
                "referral": referral,
                "sign_off": sign_off,
                "suggestion": suggestion,
                "passed_to": passed_to,
                "resolved_at": resolved_at,
                "callback_due_at": callback_due_at,
                "satisfied": satisfied,
                "cycles": cycles,
                "summary": summary,
                "closed_at": closed_at,
                "notes": notes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.action import Action
        from ..models.cycle import Cycle
        from ..models.dispatch import Dispatch
        from ..models.extension import Extension
        from ..models.findings import Findings
        from ..models.found_cause import FoundCause
        from ..models.handover import Handover
        from ..models.inspection import Inspection
        from ..models.intake import Intake
        from ..models.progress import Progress
        from ..models.query import Query
        from ..models.referral import Referral
        from ..models.remedy import Remedy
        from ..models.sign_off import SignOff
        from ..models.standing import Standing
        from ..models.suggestion import Suggestion
        from ..models.summary import Summary

        d = dict(src_dict)
        id = d.pop("id")

        number = d.pop("number")

        kind = check_case_view_kind(d.pop("kind"))

        venue_id = d.pop("venue_id")

        category = d.pop("category")

        status = check_case_view_status(d.pop("status"))

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        first_promised_at = datetime.datetime.fromisoformat(d.pop("first_promised_at"))

        guest_due_at = datetime.datetime.fromisoformat(d.pop("guest_due_at"))

        cycle = d.pop("cycle")

        progress = []
        _progress = d.pop("progress")
        for progress_item_data in _progress:
            progress_item = Progress.from_dict(progress_item_data)

            progress.append(progress_item)

        remedies = []
        _remedies = d.pop("remedies")
        for remedies_item_data in _remedies:
            remedies_item = Remedy.from_dict(remedies_item_data)

            remedies.append(remedies_item)

        result = d.pop("result")

        def _parse_guest_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        guest_id = _parse_guest_id(d.pop("guest_id"))

        owner_id = d.pop("owner_id")

        matter_id = d.pop("matter_id")

        intake = Intake.from_dict(d.pop("intake"))

        policy_version = d.pop("policy_version")

        calendar_version = d.pop("calendar_version")

        responsibility = check_case_view_responsibility(d.pop("responsibility"))

        severity = check_case_view_severity(d.pop("severity"))

        grounds = []
        _grounds = d.pop("grounds")
        for grounds_item_data in _grounds:
            grounds_item = check_case_view_grounds_item(grounds_item_data)

            grounds.append(grounds_item)

        level = check_case_view_level(d.pop("level"))

        def _parse_paused(data: object) -> CaseViewPausedType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                paused_type_0 = check_case_view_paused_type_0(data)

                return paused_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CaseViewPausedType0 | None, data)

        paused = _parse_paused(d.pop("paused"))

        standing = []
        _standing = d.pop("standing")
        for standing_item_data in _standing:
            standing_item = Standing.from_dict(standing_item_data)

            standing.append(standing_item)

        def _parse_next_turn_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_turn_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_turn_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_turn_at = _parse_next_turn_at(d.pop("next_turn_at"))

        def _parse_next_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_due_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_due_at = _parse_next_due_at(d.pop("next_due_at"))

        dispatches = []
        _dispatches = d.pop("dispatches")
        for dispatches_item_data in _dispatches:
            dispatches_item = Dispatch.from_dict(dispatches_item_data)

            dispatches.append(dispatches_item)

        def _parse_inspection(data: object) -> Inspection | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                inspection_type_0 = Inspection.from_dict(data)

                return inspection_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Inspection | None, data)

        inspection = _parse_inspection(d.pop("inspection"))

        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = Findings.from_dict(findings_item_data)

            findings.append(findings_item)

        def _parse_cause(data: object) -> FoundCause | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cause_type_0 = FoundCause.from_dict(data)

                return cause_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FoundCause | None, data)

        cause = _parse_cause(d.pop("cause"))

        def _parse_next_progress_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_progress_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_progress_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_progress_at = _parse_next_progress_at(d.pop("next_progress_at"))

        def _parse_chase_dispute_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                chase_dispute_at_type_0 = datetime.datetime.fromisoformat(data)

                return chase_dispute_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        chase_dispute_at = _parse_chase_dispute_at(d.pop("chase_dispute_at"))

        extensions = []
        _extensions = d.pop("extensions")
        for extensions_item_data in _extensions:
            extensions_item = Extension.from_dict(extensions_item_data)

            extensions.append(extensions_item)

        queries = []
        _queries = d.pop("queries")
        for queries_item_data in _queries:
            queries_item = Query.from_dict(queries_item_data)

            queries.append(queries_item)

        actions = []
        _actions = d.pop("actions")
        for actions_item_data in _actions:
            actions_item = Action.from_dict(actions_item_data)

            actions.append(actions_item)

        handovers = []
        _handovers = d.pop("handovers")
        for handovers_item_data in _handovers:
            handovers_item = Handover.from_dict(handovers_item_data)

            handovers.append(handovers_item)

        def _parse_referral(data: object) -> None | Referral:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                referral_type_0 = Referral.from_dict(data)

                return referral_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Referral, data)

        referral = _parse_referral(d.pop("referral"))

        def _parse_sign_off(data: object) -> None | SignOff:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sign_off_type_0 = SignOff.from_dict(data)

                return sign_off_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SignOff, data)

        sign_off = _parse_sign_off(d.pop("sign_off"))

        def _parse_suggestion(data: object) -> None | Suggestion:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                suggestion_type_0 = Suggestion.from_dict(data)

                return suggestion_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Suggestion, data)

        suggestion = _parse_suggestion(d.pop("suggestion"))

        def _parse_passed_to(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        passed_to = _parse_passed_to(d.pop("passed_to"))

        def _parse_resolved_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                resolved_at_type_0 = datetime.datetime.fromisoformat(data)

                return resolved_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        resolved_at = _parse_resolved_at(d.pop("resolved_at"))

        def _parse_callback_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                callback_due_at_type_0 = datetime.datetime.fromisoformat(data)

                return callback_due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        callback_due_at = _parse_callback_due_at(d.pop("callback_due_at"))

        def _parse_satisfied(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        satisfied = _parse_satisfied(d.pop("satisfied"))

        cycles = []
        _cycles = d.pop("cycles")
        for cycles_item_data in _cycles:
            cycles_item = Cycle.from_dict(cycles_item_data)

            cycles.append(cycles_item)

        def _parse_summary(data: object) -> None | Summary:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                summary_type_0 = Summary.from_dict(data)

                return summary_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Summary, data)

        summary = _parse_summary(d.pop("summary"))

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        notes = []
        _notes = d.pop("notes")
        for notes_item_data in _notes:
            notes_item = Progress.from_dict(notes_item_data)

            notes.append(notes_item)

        case_view = cls(
            id=id,
            number=number,
            kind=kind,
            venue_id=venue_id,
            category=category,
            status=status,
            opened_at=opened_at,
            first_promised_at=first_promised_at,
            guest_due_at=guest_due_at,
            cycle=cycle,
            progress=progress,
            remedies=remedies,
            result=result,
            guest_id=guest_id,
            owner_id=owner_id,
            matter_id=matter_id,
            intake=intake,
            policy_version=policy_version,
            calendar_version=calendar_version,
            responsibility=responsibility,
            severity=severity,
            grounds=grounds,
            level=level,
            paused=paused,
            standing=standing,
            next_turn_at=next_turn_at,
            next_due_at=next_due_at,
            dispatches=dispatches,
            inspection=inspection,
            findings=findings,
            cause=cause,
            next_progress_at=next_progress_at,
            chase_dispute_at=chase_dispute_at,
            extensions=extensions,
            queries=queries,
            actions=actions,
            handovers=handovers,
            referral=referral,
            sign_off=sign_off,
            suggestion=suggestion,
            passed_to=passed_to,
            resolved_at=resolved_at,
            callback_due_at=callback_due_at,
            satisfied=satisfied,
            cycles=cycles,
            summary=summary,
            closed_at=closed_at,
            notes=notes,
        )

        case_view.additional_properties = d
        return case_view

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
