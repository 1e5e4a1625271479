"""Findings of the question kinds, as sentences for an author, each with its cure."""

from collections import defaultdict
from typing import Final

from domain.question_kinds.base import Finding

_SENTENCES: Final = {
    "missing": '"{name}" is missing: add it.',
    "not_text": '"{name}" must be text: put it in quotes.',
    "too_long": '"{name}" is longer than {most} characters: shorten it.',
    "not_an_id": '"{found}" is no id: use lower-case letters, digits and single hyphens.',
    "not_whole": '"{name}" must be a whole number from {least} to {most}.',
    "not_a_number": (
        'Write "{name}" as a number, such as 1234 or "12.5"; "1/5" needs `fractions: true`.'
    ),
    "not_true_or_false": '"{name}" must be true or false, without quotes.',
    "not_a_list": '"{name}" must be a list, each entry beginning with `- `.',
    "not_a_mapping": "Write fields here, each as `name: value`.",
    "unknown_field": 'There is no field "{name}" here: remove it, or correct its name.',
    "too_few": '"{name}" needs at least {least} entries.',
    "too_many": '"{name}" may hold at most {most} entries, not {found}.',
    "duplicate_id": 'The id "{found}" is used twice: give this one an id of its own.',
    "unknown_id": 'There is no id "{found}" among the {among}: correct it.',
    "no_right_option": "No option is right: mark the right one with `correct: true`.",
    "several_right_options": (
        "Several options are marked right: leave one, or make it a multiple_choice."
    ),
    "misconception_on_right_option": "The right option shows no false belief: remove this.",
    "missed_on_wrong_option": '"missed" is for right options: use "feedback" here.',
    "no_wrong_option": "Every option is right: add one that is wrong.",
    "option_count": "There must be {least} to {most} options, not {found}.",
    "item_count": "There must be {least} to {most} items, not {found}.",
    "entry_count": 'There must be {least} to {most} entries in "{name}", not {found}.',
    "banned_phrase": 'An option may not say "{phrase}": write out what is meant.',
    "same_text": (
        "This reads the same as an earlier one of its list, so nobody can tell the two apart: "
        "reword or remove one."
    ),
    "digit_in_unit": (
        "A unit may hold no digit, which could be taken for the number's: write it in words."
    ),
    "mistake_is_right": "This is taken as right, so it can be no mistake: correct or remove it.",
    "mistake_twice": "Another mistake holds this already: remove one.",
    "empty_group": 'Nothing belongs into the group "{found}": remove it, or give it an item.',
    "unmarked_gap": "The text has no [[{found}]]: mark where this gap is, or remove it.",
    "undescribed_gap": 'The text marks a gap [[{found}]]: describe it in "gaps".',
    "repeated_gap": "The text marks the gap [[{found}]] twice: give each its own id.",
    "options_or_accepted": 'Give a gap either "options" to choose from or "accepted" to type.',
    "model_too_long": "The model answer has more than {most} words itself: shorten it.",
    "worthless_criterion": "No level of this criterion earns a point: give one of them points.",
    "feedback_missing": "Say in `feedback` what a wrong answer gets wrong and what is true.",
    "right_option_too_long": (
        "The right option ({right} characters) gives itself away beside the longest wrong one "
        "({longest_wrong}): shorten it, or make a wrong one as full."
    ),
    "right_option_often_longest": (
        "The right option is the longest in {found} of {of} single-choice questions, which gives "
        "keys away: bring it to at most 40 %."
    ),
    "right_option_often_same_position": (
        "The right option stands at position {position} in {found} of {of} single-choice "
        "questions: move it in some."
    ),
    "same_answer_too_often": (
        "The answer is {answer} in {found} of {of} true/false questions: turn some round, so that "
        "at most 70 % agree."
    ),
    "same_yes_or_no_too_often": (
        "{answer} is right in {found} of {of} choices between Yes and No over the course: change "
        "the case in some, so that at most 70 % agree."
    ),
    "right_sentence_often_longest": (
        "The supporting sentence is the longest of its passage in {found} of {of} evidence "
        "questions over the course: shorten it in some, or make others as full, so that it is in "
        "at most half."
    ),
    "right_sentence_often_same_position": (
        "The supporting sentence stands at place {position} in {found} of {of} evidence questions "
        "over the course: move it in some, so that it does in at most half."
    ),
}


def sentence(finding: Finding) -> str:
    """Return the sentence for a finding; a code without one of its own is shown as it is."""
    text = _SENTENCES.get(finding.code)
    if text is None:
        return f"{finding.code}: {dict(finding.values)}"
    names = [each for each in finding.path if isinstance(each, str)]
    values = {"name": names[-1] if names else "", **finding.values}
    return text.format_map(defaultdict(str, values))
