using Kiosk.Feed.Records;

namespace Kiosk.Feed.Tests.Records;

public sealed class InvitationNumberTests
{
    [Theory]
    [InlineData("12")]
    [InlineData("012")]
    [InlineData("KM-07")]
    [InlineData("12/2")]
    [InlineData("ABCDEFGHIJKL/99")]
    public void A_number_is_written_as_it_was_read(string text) => Assert.Equal(text, InvitationNumber.TryParse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/2")]
    [InlineData("12/")]
    [InlineData("12/1")]
    [InlineData("12/02")]
    [InlineData("12/100")]
    [InlineData("12/2/3")]
    [InlineData("12 ")]
    [InlineData("số 12")]
    [InlineData("ABCDEFGHIJKLM")]
    public void Anything_else_is_none(string? text) => Assert.Null(InvitationNumber.TryParse(text));

    [Fact]
    public void A_person_without_a_card_keeps_their_tag_through_new_issues_and_has_another_at_each_meeting()
    {
        var (first, second) = (InvitationNumber.TryParse("12")!.Value, InvitationNumber.TryParse("12/2")!.Value);

        Assert.Equal(first.TagAt("dai-hoi"), second.TagAt("dai-hoi"));
        Assert.NotEqual(first.TagAt("dai-hoi"), first.TagAt("hop-chi-bo"));
        Assert.NotEqual(first.TagAt("dai-hoi"), InvitationNumber.TryParse("13")!.Value.TagAt("dai-hoi"));
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("12", "12/2")]
    [InlineData("12", "12/")]
    public void A_roster_names_no_letter_twice_and_none_that_is_no_number(string first, string second)
    {
        var entry = new RosterEntry(CardTag.Of([1]), AttendeeClass.Guest, null, null, null, null, InvitationNumber: first);

        Assert.Throws<RecordException>(() => RosterRules.Check([entry, entry with { Tag = CardTag.Of([2]), InvitationNumber = second }]));
    }

    [Fact]
    public void Lines_without_an_invitation_are_as_before() =>
        RosterRules.Check([.. Enumerable.Range(1, 3).Select(one => new RosterEntry(CardTag.Of([(byte)one]), AttendeeClass.Guest, null, null, null, null))]);
}
