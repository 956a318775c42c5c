using Kiosk.Source.Calendars;

namespace Kiosk.Source.Tests.Calendars;

public sealed class MeetingUidTests
{
    // Written down: another id would be another meeting for terminals and journals.
    [Theory]
    [InlineData("hop-giao-ban@example.org", "hop-giao-ban")]
    [InlineData("{hop-1}", "hop-1")]
    [InlineData("{7D9E1C9A-0B3F-4F0E-9A3B-1C2D3E4F5A6B}", "7D9E1C9A-0B3F-4F0E-9A3B-1C2D3E4F5A6B")]
    [InlineData("abc_def@google.com", "abc-def-125283946d")]
    [InlineData("040000008200E00074C5B7101A82E00800000000A0B1C2D3E4F5DC010000000000000000100000001234567890ABCDEF1234567890ABCDEF", "outlook-26395e0e31")]
    public void The_id_follows_from_the_UID_alone_and_stays(string uid, string id) => Assert.Equal(id, new MeetingUid(uid).Id);

    [Fact]
    public void UIDs_that_look_alike_have_ids_of_their_own() => Assert.Equal(4, ((string[])["a_b", "a b", "a-b", "a__b"]).Select(uid => new MeetingUid(uid).Id).Distinct().Count());

    [Fact]
    public void An_id_is_one_whatever_the_UID_is() =>
        Assert.All(["@", "họp", new string('x', 500), "{}", "..", "/etc/passwd"], uid => Assert.True(Kiosk.Feed.Records.MeetingRecordRules.IsId(new MeetingUid(uid).Id)));
}
