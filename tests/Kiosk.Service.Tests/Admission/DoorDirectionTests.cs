using Kiosk.Service.Admission;
using Kiosk.Verification.Reasons;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

/// <summary>What a card means at a door that lets people in, out, or both ways.</summary>
public sealed class DoorDirectionTests
{
    private static readonly Attendance Early = new(At("07:20:00"), Door);
    private static readonly Dossier Inside = Invited() with { Earlier = Early, Entered = Early };
    private static readonly Dossier Outside = Inside with { Entered = null, Left = new(At("08:40:00"), Door) };

    [Fact]
    public void A_way_out_records_whoever_leaves_at_any_time()
    {
        Assert.Equal(ReasonCode.AdmissionLeft, CodeOf(Tap(DoorDirection.Out, Inside, "08:40:00")));
        Assert.Equal(ReasonCode.AdmissionLeft, CodeOf(Tap(DoorDirection.Out, Inside, "23:00:00")));
    }

    [Fact]
    public void A_way_out_that_has_not_heard_of_the_arrival_records_the_leaving() =>
        Assert.Null(Assert.IsType<AdmissionDecision.Leave>(Tap(DoorDirection.Out, Invited(), "08:40:00")).Already);

    [Fact]
    public void A_way_out_records_nobody_who_is_not_on_the_list() =>
        Assert.Equal(ReasonCode.AdmissionNotInvited, CodeOf(Tap(DoorDirection.Out, Invited() with { Invitation = null }, "08:40:00")));

    [Fact]
    public void Whoever_went_out_is_admitted_again_even_after_closing()
    {
        Assert.True(Assert.IsType<AdmissionDecision.Admit>(Tap(DoorDirection.In, Outside, "08:55:00")).IsReturn);
        Assert.True(Assert.IsType<AdmissionDecision.Admit>(Tap(DoorDirection.In, Outside, "23:00:00")).IsReturn);
    }

    [Fact]
    public void Whoever_is_inside_is_in_already() => Assert.Equal(ReasonCode.AdmissionAlreadyIn, CodeOf(Tap(DoorDirection.In, Inside, "08:40:00")));

    [Fact]
    public void At_a_door_for_both_ways_the_next_passage_follows_from_where_the_person_is()
    {
        Assert.False(Assert.IsType<AdmissionDecision.Admit>(Tap(DoorDirection.Both, Invited(), "07:20:00")).IsReturn);
        Assert.Equal(ReasonCode.AdmissionLeft, CodeOf(Tap(DoorDirection.Both, Inside, "08:40:00")));
        Assert.True(Assert.IsType<AdmissionDecision.Admit>(Tap(DoorDirection.Both, Outside, "08:55:00")).IsReturn);
    }

    [Theory]
    [InlineData("07:20:14.9999999", ReasonCode.AdmissionAlreadyIn)]
    [InlineData("07:20:15", ReasonCode.AdmissionLeft)]
    public void A_second_tap_within_fifteen_seconds_is_the_same_arrival(string time, object expected) => Assert.Equal(expected, CodeOf(Tap(DoorDirection.Both, Inside, time)));

    [Fact]
    public void A_second_tap_within_fifteen_seconds_is_the_same_leaving_and_recorded_once() =>
        Assert.Equal(At("08:40:00"), Assert.IsType<AdmissionDecision.Leave>(Tap(DoorDirection.Both, Outside, "08:40:10")).Already);

    [Fact]
    public void A_return_counts_as_the_person_last_came_in_for_the_second_tap() =>
        Assert.Equal(ReasonCode.AdmissionAlreadyIn, CodeOf(Tap(DoorDirection.Both, Inside with { Entered = new(At("08:55:00"), Door) }, "08:55:10")));

    [Fact]
    public void Passing_another_door_just_now_is_not_the_same_passage() =>
        Assert.Equal(ReasonCode.AdmissionLeft, CodeOf(Tap(DoorDirection.Both, Invited() with { Earlier = new(At("07:20:00"), "2"), Entered = new(At("07:20:00"), "2") }, "07:20:10")));

    private static AdmissionDecision Tap(DoorDirection direction, Dossier dossier, string time) =>
        Policy(direction: direction).Decide(AtMeeting(), Trusted(), dossier, Clock(At(time)), RefuseEverywhere);
}
