from typing import Literal

SurveyViewAbout = Literal["callback", "case", "visit"]

SURVEY_VIEW_ABOUT_VALUES: set[SurveyViewAbout] = {
    "callback",
    "case",
    "visit",
}


def check_survey_view_about(value: str) -> SurveyViewAbout:
    if value in SURVEY_VIEW_ABOUT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SURVEY_VIEW_ABOUT_VALUES!r}"
    )
