using Kiosk.Feed.Records;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

public sealed class RosterTests
{
    [Fact]
    public void A_line_is_found_by_its_tag()
    {
        var roster = new Roster([Line(1), Line(2, AttendeeClass.Guest)]);

        Assert.True(roster.TryFind(Tag(2), out var line));
        Assert.Equal(AttendeeClass.Guest, line.Class);
        Assert.False(roster.TryFind(Tag(3), out _));
    }

    [Fact]
    public void Guests_and_alternates_without_a_place_are_not_convened_for_the_quorum()
    {
        var roster = new Roster([
            Line(1, AttendeeClass.DelegateElected),
            Line(2, AttendeeClass.DelegateExOfficio),
            Line(3, AttendeeClass.DelegateAppointed),
            Line(4, AttendeeClass.Alternate),
            Line(5, AttendeeClass.Guest)]);

        Assert.Equal(3, roster.ConvenedForQuorum(MeetingKind.DelegateCongress, MeetingRules.Default));
    }

    [Fact]
    public void A_delegate_and_the_alternate_in_the_same_place_are_one_convened()
    {
        var roster = new Roster([Line(1, AttendeeClass.DelegateElected), Line(2, AttendeeClass.Alternate, replaces: 1)]);

        Assert.Equal(1, roster.ConvenedForQuorum(MeetingKind.DelegateCongress, MeetingRules.Default));
    }

    [Fact]
    public void Nobody_is_convened_for_the_quorum_of_a_meeting_as_invited() =>
        Assert.Equal(0, new Roster([Line(1), Line(2)]).ConvenedForQuorum(MeetingKind.AsInvited, MeetingRules.Default));

    [Fact]
    public void Two_lines_for_one_tag_are_refused() =>
        Assert.Throws<RecordException>(() => new Roster([Line(1), Line(1, AttendeeClass.Guest)]));

    [Theory]
    [InlineData(AttendeeClass.DelegateElected, AttendeeClass.DelegateElected)]
    [InlineData(AttendeeClass.Guest, AttendeeClass.DelegateElected)]
    [InlineData(AttendeeClass.Alternate, AttendeeClass.Guest)]
    [InlineData(AttendeeClass.Alternate, AttendeeClass.Alternate)]
    [InlineData(AttendeeClass.Alternate, AttendeeClass.Member)]
    public void Only_an_alternate_may_replace_and_only_a_delegate_be_replaced(object replacing, object replaced) =>
        Assert.Throws<RecordException>(() => new Roster([Line(1, (AttendeeClass)replaced), Line(2, (AttendeeClass)replacing, replaces: 1)]));

    [Fact]
    public void A_replacement_for_somebody_not_on_the_list_is_refused() =>
        Assert.Throws<RecordException>(() => new Roster([Line(2, AttendeeClass.Alternate, replaces: 1)]));

    [Fact]
    public void Two_replacements_for_one_delegate_are_refused() =>
        Assert.Throws<RecordException>(() => new Roster([
            Line(1, AttendeeClass.DelegateElected), Line(2, AttendeeClass.Alternate, replaces: 1), Line(3, AttendeeClass.Alternate, replaces: 1)]));
}
