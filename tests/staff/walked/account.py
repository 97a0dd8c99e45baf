"""One's own account, the first page, and the way out."""

from tests.staff.walked.route import EVERYBODY, Route

ACCOUNT = "/staff/account"

ROUTES = (
    Route("account.show", ACCOUNT, EVERYBODY),
    Route("account.password", f"{ACCOUNT}/password", EVERYBODY),
    Route("account.password", f"{ACCOUNT}/password", EVERYBODY, "POST"),
    Route("second_step.show", f"{ACCOUNT}/second-step", EVERYBODY),
    Route("second_step.show", f"{ACCOUNT}/second-step", EVERYBODY, "POST"),
    Route("second_step.off", f"{ACCOUNT}/second-step/off", EVERYBODY, "POST"),
    Route("second_step.recovery_codes", f"{ACCOUNT}/second-step/recovery-codes", EVERYBODY, "POST"),
    Route("summary.show", f"{ACCOUNT}/summary", EVERYBODY),
    Route("summary.show", f"{ACCOUNT}/summary", EVERYBODY, "POST"),
    Route("summary.off", f"{ACCOUNT}/summary/off", EVERYBODY, "POST"),
    Route(
        "account.sign_out_everywhere",
        f"{ACCOUNT}/sign-out-everywhere",
        EVERYBODY,
        "POST",
        is_last=True,
    ),
    Route("sign_in.sign_out", "/staff/sign-out", EVERYBODY, "POST", is_last=True),
)
