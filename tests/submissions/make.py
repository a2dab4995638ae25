"""Batches of the tests, walked by the real actions to where they are wanted."""

from good_practices.submissions import actions
from good_practices.submissions.shapes import NewSubmission, RegistrationData
from good_practices.submissions.tables import Submission
from registry.platform import clock
from tests.people import People
from tests.schede.make import a_ready_scheda


async def a_submission(as_: People, *, schede: int = 1) -> Submission:
    """In preparation, with approved schede of Cremona."""
    ids = [
        (await a_ready_scheda(as_.operator_cr, as_.head_cr, field=field)).id
        for field in range(1, schede + 1)
    ]
    return await actions.create(NewSubmission(schede=ids), by=as_.operator_cr)


async def a_frozen_one(as_: People, *, schede: int = 1) -> Submission:
    submission = await a_submission(as_, schede=schede)
    return await actions.freeze(submission.id, by=as_.operator_cr)


async def a_registered_one(as_: People, *, schede: int = 1) -> Submission:
    submission = await a_frozen_one(as_, schede=schede)
    number = f"{12344 + submission.number:07}"
    given = RegistrationData(number=number, on=clock.today(), signer_name="Chi firma")
    return await actions.register(submission.id, given, by=as_.operator_cr)


async def a_sent_one(as_: People, *, schede: int = 1) -> Submission:
    submission = await a_registered_one(as_, schede=schede)
    return await actions.send(submission.id, by=as_.head_cr)
