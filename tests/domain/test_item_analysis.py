from domain.item_analysis import Share


def test_below_five_answers_there_is_no_percentage() -> None:
    assert Share(3, 4).percent is None
    assert Share(3, 5).percent == 60
