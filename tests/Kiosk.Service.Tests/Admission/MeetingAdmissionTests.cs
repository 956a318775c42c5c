using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Verification.Reasons;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

public sealed class MeetingAdmissionTests
{
    [Fact]
    public void An_invited_official_member_is_admitted_with_name_line_and_all_three_flags()
    {
        var decision = Assert.IsType<AdmissionDecision.Admit>(AtTheDoor(Invited(), At("07:30:00")));

        Assert.Equal(Tag(), decision.Attendee.Tag);
        Assert.Equal("Nguyễn Thị Mẫu", decision.Attendee.Name);
        Assert.Equal(Line(), decision.Attendee.Invitation);
        Assert.Equal(new VotingFlags(true, true, true), decision.Attendee.Flags);
        Assert.Equal(Pseudonym.ForMeeting(Meeting(), Tag()).ToArray(), decision.Attendee.Pseudonym!.Value.ToArray());
        Assert.False(decision.Attendee.Late);
        Assert.Equal(ReasonCode.None, decision.Flag);
    }

    [Theory]
    [InlineData(MemberStatus.Unknown, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Official, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Probationary, ReasonCode.Admitted)]
    [InlineData(MemberStatus.TemporaryIn, ReasonCode.Admitted)]
    [InlineData(MemberStatus.TemporaryOut, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Transferring, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Exempt, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Suspended, ReasonCode.AdmissionSuspended)]
    [InlineData(MemberStatus.SuspendedFromCommittee, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Prosecuted, ReasonCode.AdmissionSuspended)]
    [InlineData(MemberStatus.Expelled, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Removed, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Left, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Deceased, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Abroad, ReasonCode.Admitted)]
    public void The_status_on_the_day_decides_whether_an_invited_member_enters_a_congress(object status, object expected) =>
        Assert.Equal(expected, CodeOf(AtTheDoor(Invited((MemberStatus)status), At("07:30:00"))));

    [Theory]
    [InlineData(MeetingKind.AsInvited, ReasonCode.Admitted)]
    [InlineData(MeetingKind.CellMeeting, ReasonCode.Admitted)]
    [InlineData(MeetingKind.MemberCongress, ReasonCode.Admitted)]
    [InlineData(MeetingKind.DelegateCongress, ReasonCode.Admitted)]
    [InlineData(MeetingKind.CommitteeMeeting, ReasonCode.AdmissionSuspended)]
    public void Suspension_from_the_committee_bars_committee_meetings_only(object kind, object expected) =>
        Assert.Equal(expected, CodeOf(AtTheDoor(Invited(MemberStatus.SuspendedFromCommittee), At("07:30:00"), (MeetingKind)kind)));

    [Theory]
    [InlineData("06:59:59.9999999", ReasonCode.AdmissionTooEarly)]
    [InlineData("07:00:00", ReasonCode.Admitted)]
    [InlineData("09:29:59.9999999", ReasonCode.Admitted)]
    [InlineData("09:30:00", ReasonCode.AdmissionTooLate)]
    public void Cards_are_taken_from_Opens_and_not_at_Closes(string time, object expected) =>
        Assert.Equal(expected, CodeOf(AtTheDoor(Invited(), At(time))));

    [Fact]
    public void Too_early_says_when_the_doors_open() =>
        Assert.Equal(new AdmissionDecision.Deny(ReasonCode.AdmissionTooEarly, Opens), AtTheDoor(Invited(), At("06:00:00")));

    [Theory]
    [InlineData("07:59:59.9999999", false)]
    [InlineData("08:00:00", true)]
    [InlineData("09:29:59", true)]
    public void An_arrival_from_Starts_on_is_late_and_still_admitted(string time, bool late) =>
        Assert.Equal(late, Assert.IsType<AdmissionDecision.Admit>(AtTheDoor(Invited(), At(time))).Attendee.Late);

    [Theory]
    [InlineData(null, ReasonCode.Admitted)]
    [InlineData("1", ReasonCode.Admitted)]
    [InlineData("2", ReasonCode.AdmissionWrongDoor)]
    [InlineData("", ReasonCode.AdmissionWrongDoor)]
    public void A_line_bound_to_a_door_opens_that_door_only(string? door, object expected) =>
        Assert.Equal(expected, CodeOf(AtTheDoor(Invited() with { Invitation = Line(door: door) }, At("07:30:00"))));

    [Fact]
    public void Who_is_invited_to_another_door_is_told_which() =>
        Assert.Equal(new AdmissionDecision.Deny(ReasonCode.AdmissionWrongDoor, Door: "2"), AtTheDoor(Invited() with { Invitation = Line(door: "2") }, At("07:30:00")));

    [Theory]
    [InlineData("06:00:00")]
    [InlineData("07:30:00")]
    [InlineData("23:00:00")]
    public void Somebody_present_is_told_since_when_and_where_at_any_time_and_any_door(string time)
    {
        var dossier = new Dossier(Member(MemberStatus.Official), Line(door: "2"), new Attendance(At("08:05:00"), "2"));

        var decision = Assert.IsType<AdmissionDecision.AlreadyCheckedIn>(AtTheDoor(dossier, At(time)));

        Assert.Equal((At("08:05:00"), "2"), (decision.At, decision.Door));
        Assert.True(decision.Attendee.Late);
    }

    [Fact]
    public void Without_a_record_nobody_on_the_list_but_a_guest_enters()
    {
        foreach (var attendeeClass in Enum.GetValues<AttendeeClass>().Where(c => c is not AttendeeClass.Guest))
        {
            var decision = AtTheDoor(new Dossier(Member: null, Line(attendeeClass: attendeeClass), Earlier: null), At("07:30:00"));
            Assert.Equal(ReasonCode.AdmissionNotAMember, CodeOf(decision));
        }
    }

    [Fact]
    public void A_guest_without_a_record_enters_without_a_name_and_counts_for_nothing()
    {
        var dossier = new Dossier(Member: null, Line(attendeeClass: AttendeeClass.Guest), Earlier: null);

        var attendee = Assert.IsType<AdmissionDecision.Admit>(AtTheDoor(dossier, At("07:30:00"))).Attendee;

        Assert.Null(attendee.Name);
        Assert.Equal(default, attendee.Flags);
    }

    [Fact]
    public void A_guest_whose_record_bars_him_is_barred() =>
        Assert.Equal(ReasonCode.AdmissionSuspended, CodeOf(AtTheDoor(Invited(MemberStatus.Suspended, AttendeeClass.Guest), At("07:30:00"))));

    [Theory]
    [InlineData(AttendeeClass.Unknown)]
    [InlineData((AttendeeClass)99)]
    public void A_line_of_unknown_class_invites_nobody(object attendeeClass) =>
        Assert.Equal(
            ReasonCode.AdmissionNotInvited,
            CodeOf(AtTheDoor(Invited(attendeeClass: (AttendeeClass)attendeeClass), At("07:30:00"))));

    // Each row breaks one more rule than the row below it; the first broken rule in the order must be the answer.
    [Theory]
    [InlineData(MemberStatus.Suspended, false, true, "23:00:00", "2", ReasonCode.AdmissionSuspended)]
    [InlineData(MemberStatus.Official, false, true, "23:00:00", "2", ReasonCode.AdmissionNotInvited)]
    [InlineData(MemberStatus.Official, true, true, "23:00:00", "2", ReasonCode.AdmissionAlreadyIn)]
    [InlineData(MemberStatus.Official, true, false, "23:00:00", "2", ReasonCode.AdmissionTooLate)]
    [InlineData(MemberStatus.Official, true, false, "07:30:00", "2", ReasonCode.AdmissionWrongDoor)]
    [InlineData(MemberStatus.Official, true, false, "07:30:00", "1", ReasonCode.Admitted)]
    public void The_checks_answer_in_their_order(object status, bool invited, bool present, string time, string door, object expected)
    {
        var dossier = new Dossier(
            Member((MemberStatus)status), invited ? Line(door: door) : null, present ? new Attendance(Opens, "2") : null);

        Assert.Equal(expected, CodeOf(AtTheDoor(dossier, At(time))));
    }

    [Theory]
    [InlineData("2026-11-21", ReasonCode.Admitted)]
    [InlineData("2026-11-22", ReasonCode.AdmissionSuspended)]
    public void A_status_holds_on_its_last_day_and_not_the_day_after(string lastDayOfSuspension, object expected)
    {
        var member = Member(Period(MemberStatus.Official), Period(MemberStatus.Suspended, "2026-06-01", lastDayOfSuspension));

        Assert.Equal(expected, CodeOf(AtTheDoor(new Dossier(member, Line(), Earlier: null), At("07:30:00"))));
    }

    [Fact]
    public void The_status_is_that_of_the_sessions_day_and_not_of_the_tap()
    {
        // A session past midnight: the suspension starts on its second day.
        var session = Session with { Closes = At(new DateOnly(2026, 11, 23), "02:00:00") };
        var member = Member(Period(MemberStatus.Official), Period(MemberStatus.Suspended, "2026-11-23"));

        var decision = Policy().Decide(
            new AdmissionMode.AtMeeting(Meeting(), session),
            Trusted(),
            new Dossier(member, Line(), Earlier: null),
            Clock(At(new DateOnly(2026, 11, 23), "01:00:00")),
            RefuseEverywhere);

        Assert.Equal(ReasonCode.Admitted, CodeOf(decision));
    }

    [Fact]
    public void An_invitation_of_another_card_is_a_broken_promise() =>
        Assert.Throws<ArgumentException>(() => AtTheDoor(Invited() with { Invitation = Line(number: 2) }, At("07:30:00")));

    [Fact]
    public void A_meeting_key_of_another_length_makes_no_pseudonym() =>
        Assert.Throws<ArgumentException>(() => Policy().Decide(
            new AdmissionMode.AtMeeting(Meeting() with { Key = new byte[31] }, Session), Trusted(), Invited(), Clock(Opens), RefuseEverywhere));
}
