using System.Security.Cryptography;
using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;
using Kiosk.Identity.Receipts;
using Kiosk.Service.Admission;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

/// <summary>What a signed invitation in place of a card opens.</summary>
public sealed class InvitationAdmissionTests
{
    private static readonly InvitationNumber Number = InvitationNumber.TryParse("12")!.Value;
    private static readonly RosterEntry Convened = Line() with { InvitationNumber = "12" };

    [Fact]
    public void Whoever_may_come_so_is_admitted_under_the_invitations_name_and_counts_as_the_roster_says()
    {
        var attendee = Assert.IsType<AdmissionDecision.Admit>(Scan(Convened)).Attendee;

        Assert.Equal((Tag(), "Trần Văn Mẫu", Number, false), (attendee.Tag, attendee.Name, attendee.By, attendee.Late));
        Assert.Equal(new VotingFlags(true, true, true), attendee.Flags);
        Assert.Equal(Pseudonym.ForMeeting(Meeting(), Tag()).ToArray(), attendee.Pseudonym!.Value.ToArray());
    }

    [Fact]
    public void A_guest_counts_for_nothing() => Assert.Equal(default, Assert.IsType<AdmissionDecision.Admit>(Scan(Convened with { Class = AttendeeClass.Guest })).Attendee.Flags);

    [Theory]
    [InlineData(null)]
    [InlineData("12/2")]
    [InlineData("13")]
    public void The_roster_says_who_may_come_so_and_a_new_issue_ends_the_one_before(string? number) => Assert.Equal(ReasonCode.InvitationWithdrawn, CodeOf(Scan(Convened with { InvitationNumber = number })));

    [Fact]
    public void Nobody_enters_without_a_line_or_by_one_of_an_unknown_class()
    {
        Assert.Equal(ReasonCode.AdmissionNotInvited, CodeOf(Scan(null)));
        Assert.Equal(ReasonCode.AdmissionNotInvited, CodeOf(Scan(Convened with { Class = AttendeeClass.Unknown })));
    }

    [Fact]
    public void Nobody_enters_a_secret_meeting_so() =>
        Assert.Equal(ReasonCode.InvitationWithdrawn, CodeOf(Scan(Convened, new AdmissionMode.AtMeeting(Meeting() with { HidesTitle = true }, Session))));

    [Theory]
    [InlineData("06:59:59", ReasonCode.AdmissionTooEarly)]
    [InlineData("07:00:00", ReasonCode.Admitted)]
    [InlineData("09:30:00", ReasonCode.AdmissionTooLate)]
    public void The_times_are_those_of_cards(string time, object expected) => Assert.Equal(expected, CodeOf(Scan(Convened, instant: time)));

    [Fact]
    public void The_door_is_that_of_the_line() => Assert.Equal(new AdmissionDecision.Deny(ReasonCode.AdmissionWrongDoor, Door: "2"), Scan(Convened with { Door = "2" }));

    [Fact]
    public void Whoever_came_by_card_is_in_already()
    {
        var decision = Policy().Decide(AtMeeting(), Genuine(), new Dossier(null, Convened, new(At("07:10:00"), "2")), Clock(At("07:30:00")));

        Assert.Equal((At("07:10:00"), "2"), (Assert.IsType<AdmissionDecision.AlreadyCheckedIn>(decision).At, Assert.IsType<AdmissionDecision.AlreadyCheckedIn>(decision).Door));
    }

    /// <summary>A copy would open the door to a stranger as one who goes out, without a name for staff to compare.</summary>
    [Fact]
    public void At_a_door_both_ways_nobody_goes_out_by_one()
    {
        var inside = new Dossier(null, Convened, new(At("07:10:00"), Door)) { Entered = new(At("07:10:00"), Door) };

        Assert.IsType<AdmissionDecision.AlreadyCheckedIn>(Policy(direction: DoorDirection.Both).Decide(AtMeeting(), Genuine(), inside, Clock(At("07:30:00"))));
    }

    [Fact]
    public void An_unattended_terminal_takes_none_however_good() =>
        Assert.Equal(ReasonCode.InvitationUnattended, CodeOf(Policy(attended: false).Decide(AtMeeting(), Genuine(), new Dossier(null, Convened, null), Clock(At("07:30:00")))));

    [Fact]
    public void Outside_of_meetings_there_is_nothing_to_be_invited_to()
    {
        Assert.Equal(ReasonCode.InvitationNoMeeting, CodeOf(Policy().Decide(new AdmissionMode.VerifyOnly(OpensDoor: true), judgement: null, Dossier.Empty, Clock(Opens))));
        Assert.Equal(ReasonCode.InvitationNoMeeting, CodeOf(Policy().Decide(new AdmissionMode.AwaitingChoice(), Genuine(), Dossier.Empty, Clock(Opens))));
    }

    [Theory]
    [InlineData(InvitationStanding.NotWhole, ReasonCode.InvitationMalformed)]
    [InlineData(InvitationStanding.OtherMeeting, ReasonCode.InvitationOtherMeeting)]
    [InlineData(InvitationStanding.NotSigned, ReasonCode.InvitationUntrusted)]
    [InlineData(InvitationStanding.Expired, ReasonCode.InvitationExpired)]
    [InlineData(InvitationStanding.Genuine, ReasonCode.InvitationMalformed)]
    [InlineData((InvitationStanding)99, ReasonCode.InvitationMalformed)]
    public void What_cannot_be_believed_admits_nobody(InvitationStanding standing, object expected) =>
        Assert.Equal(expected, CodeOf(Policy().Decide(AtMeeting(), new InvitationJudgement(standing), new Dossier(null, Convened, null), Clock(At("07:30:00")))));

    [Theory]
    [InlineData(ClockFault.Behind, ReasonCode.ClockBehind)]
    [InlineData(ClockFault.Jumped, ReasonCode.ClockUntrusted)]
    public void A_faulty_clock_judges_no_invitation(object fault, object expected) =>
        Assert.Equal(new AdmissionDecision.TryAgain((ReasonCode)expected), Policy().Decide(AtMeeting(), Genuine(), new Dossier(null, Convened, null), Clock(At("07:30:00"), (ClockFault)fault)));

    [Fact]
    public void A_letter_is_signed_for_a_card_or_for_whoever_has_none()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var meeting = Meeting() with { InvitationKeys = [key.ExportSubjectPublicKeyInfo()] };
        var text = new MeetingInvitation(Number.TagAt(meeting.Id), Number, null, Closes).SignedFor(meeting, key);

        var decision = Policy().Decide(new AdmissionMode.AtMeeting(meeting, Session), InvitationJudgement.Of(text, meeting, Opens), new Dossier(null, Convened with { Tag = Number.TagAt(meeting.Id), Class = AttendeeClass.MemberWithoutVote }, null), Clock(Opens));

        Assert.Null(Assert.IsType<AdmissionDecision.Admit>(decision).Attendee.Name);
    }

    [Fact]
    public void Tokens_of_each_kind_begin_differently() => Assert.Distinct([MeetingInvitation.Prefix, ProcedureReceipt.Prefix, RunningSoftware.Prefix]);

    private static InvitationJudgement Genuine() => new(InvitationStanding.Genuine, new(Tag(), Number, "Trần Văn Mẫu", Closes));

    private static AdmissionDecision Scan(RosterEntry? line, AdmissionMode? mode = null, string instant = "07:30:00") => Policy().Decide(mode ?? AtMeeting(), Genuine(), new Dossier(null, line, null), Clock(At(instant)));
}
