"""Taking out lists of money: each is asked for on a page of its own, with the filters that its list has."""

from app.web.exports import serve
from blueprints.payments.area import blueprint
from blueprints.payments.exports import offers

serve(blueprint, offers.DEPOSIT_LIST, under="/deposits", back=".list_deposits")
serve(blueprint, offers.ATTEMPT_LIST, under="/attempts", back=".list_attempts")
serve(blueprint, offers.WITHDRAWAL_LIST, under="/withdrawals", back=".list_withdrawals")
serve(blueprint, offers.ADJUSTMENT_LIST, under="/adjustments", back=".list_adjustments")
serve(blueprint, offers.TRANSFERS, under="/accounts/<player_id>/<currency>/<purse>", back=".show_account")
serve(blueprint, offers.HOUSE_TRANSFERS, under="/accounts/house/<int:house_account>", back=".show_house_account")
