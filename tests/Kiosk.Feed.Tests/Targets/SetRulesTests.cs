using System.Text;
using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Targets;

public sealed class SetRulesTests
{
    private const string Tag = "00112233445566778899aabbccddeeff";

    private static readonly AudienceKey Audience = AudienceKey.Create("01", epoch: 1);

    /// <summary>A record of a meeting, and a part of what is wrong with it.</summary>
    public static TheoryData<string, string> Meetings => new()
    {
        { "null", "is null" },
        { Meeting(id: "dai-hoi-2027"), "the meeting dai-hoi-2027 stands under the key of another" },
        { Meeting(id: "dai hoi"), "the id" },
        { Meeting(title: " "), "the title" },
        { Meeting(key: "AAAA"), "the key has 3 bytes" },
        { Meeting(sessions: ""), "there is no session" },
        { Meeting(sessions: "null"), "the session id" },
        { Meeting(sessions: Session(id: "a/b")), "the session id" },
        { Meeting(sessions: Session() + "," + Session()), "the session id" },
        { Meeting(sessions: Session(starts: "2026-11-22T06:00:00Z")), "session s1 must open" },
        { Meeting(sessions: Session(starts: "2026-11-22T12:00:00Z")), "session s1 must open" },
        { Meeting(numerator: 0), "a quorum of 0/3" },
        { Meeting(numerator: 4), "a quorum of 4/3" },
        { Meeting(denominator: 0), "a quorum of 2/0" },
        { With("\"invitationKeys\":[]"), "1 to 8 P-256 keys" },
        { With("\"invitationKeys\":[\"AAAA\"]"), "1 to 8 P-256 keys" },
        { With($"\"hidesTitle\":true,\"invitationKeys\":[\"{Convert.ToBase64String(new byte[91])}\"]"), "entered by card only" },
    };

    /// <summary>Text that is no JSON of its class.</summary>
    public static TheoryData<DataClass, string> Malformed => new()
    {
        { DataClass.Meetings, "{" },
        { DataClass.Meetings, Meeting(kind: "party") },
        { DataClass.Meetings, Meeting().Replace("}}", "},\"unheardOf\":1}", StringComparison.Ordinal) },
        { DataClass.Meetings, Meeting().Replace("{\"id\"", "{\"id\":\"x\",\"id\"", StringComparison.Ordinal) },
        { DataClass.Rosters, "x" },
        { DataClass.Rosters, $$"""{"tag":"{{Tag}}","class":"chairman"}""" },
        { DataClass.Rosters, $$"""{"tag":"{{Tag}}","class":1}""" },
        { DataClass.Rosters, $$"""{"tag":"{{Tag.ToUpperInvariant()}}","class":"member"}""" },
        { DataClass.Rosters, """{"tag":"0011","class":"member"}""" },
    };

    [Theory]
    [MemberData(nameof(Meetings))]
    public void A_meeting_that_breaks_a_rule_is_refused_with_the_rule(string record, string reason) =>
        Assert.Contains(reason, Assert.Throws<RecordException>(() => Check(DataClass.Meetings, record)).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_no_record_of_its_class_is_refused(DataClass dataClass, string record) => Assert.Throws<JsonException>(() => Check(dataClass, record));

    [Fact]
    public void A_line_of_a_list_under_another_tag_is_refused() =>
        Assert.Contains("stands under another", Assert.Throws<RecordException>(() => Check(DataClass.Rosters, """{"tag":"ff112233445566778899aabbccddeeff","class":"member"}""")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(DataClass.Members, "is not a sealed one")]
    [InlineData(DataClass.Meetings, "does not open with the province's key")]
    [InlineData(DataClass.Rosters, "does not open with the province's key")]
    [InlineData(DataClass.Audience, "is not a wrapped key")]
    public void A_row_that_is_not_sealed_is_refused(DataClass dataClass, string reason)
    {
        using var rules = dataClass.NewRules(Audience);

        Assert.Contains(reason, Assert.Throws<RecordException>(() => rules.Check(KeyOf(dataClass), Encoding.UTF8.GetBytes(Meeting()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_must_be_opened_are_not_checked_without_a_key()
    {
        Assert.Throws<ArgumentNullException>(() => DataClass.Meetings.NewRules(audience: null));
        Assert.Throws<ArgumentNullException>(() => DataClass.Rosters.NewRules(audience: null));
    }

    [Fact]
    public void The_examples_that_are_damaged_above_are_in_order_before()
    {
        Check(DataClass.Meetings, Meeting());
        Check(DataClass.Rosters, $$"""{"tag":"{{Tag}}","class":"member"}""");
    }

    [Fact]
    public void A_point_and_the_cards_on_its_list_behind_it_are_in_order_and_a_card_of_another_point_is_not()
    {
        using var cipher = Audience.PointCipher();
        using var rules = DataClass.Points.NewRules(Audience);
        var (tag, point, pass) = (CardTag.FromBytes(Convert.FromHexString(Tag)), Audience.PointKey("kho"), Encoding.UTF8.GetBytes($$"""{"tag":"{{Tag}}"}"""));
        var record = Encoding.UTF8.GetBytes($$"""{"id":"kho","title":"Kho","admits":[{"listed":true}],"doors":["Kho"],"key":"{{Convert.ToBase64String(new byte[32])}}"}""");
        rules.Check(point, cipher.Seal(point, record));
        rules.Check(Audience.PassKey(point, tag), cipher.Seal(Audience.PassKey(point, tag), pass));

        var elsewhere = Audience.PassKey(Audience.PointKey("khac"), tag);
        Assert.Contains("without its point", Assert.Throws<RecordException>(() => rules.Check(elsewhere, cipher.Seal(elsewhere, pass))).Message, StringComparison.Ordinal);
        var wrong = Audience.PointKey("khac");
        Assert.Contains("stands under the key of another", Assert.Throws<RecordException>(() => rules.Check(wrong, cipher.Seal(wrong, record))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"kho","title":"Kho","admits":[],"doors":["Kho"]}""", "the key does not have 32 bytes")]
    [InlineData("""{"id":"kho","title":"Kho","admits":[],"key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}""", "neither a terminal")]
    [InlineData("""{"id":"kho","title":"Kho","admits":[{}],"doors":["Kho"],"key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}""", "does not say who may pass")]
    public void A_point_that_breaks_a_rule_is_refused_with_the_rule(string record, string reason)
    {
        using var cipher = Audience.PointCipher();
        using var rules = DataClass.Points.NewRules(Audience);
        var key = Audience.PointKey("kho");

        Assert.Contains(reason, Assert.Throws<RecordException>(() => rules.Check(key, cipher.Seal(key, Encoding.UTF8.GetBytes(record)))).Message, StringComparison.Ordinal);
    }

    private static void Check(DataClass dataClass, string record)
    {
        var key = KeyOf(dataClass);
        using var cipher = dataClass is DataClass.Meetings ? Audience.MeetingCipher() : Audience.InvitationCipher();
        using var rules = dataClass.NewRules(Audience);
        rules.Check(key, cipher.Seal(key, Encoding.UTF8.GetBytes(record)));
        rules.Complete();
    }

    private static byte[] KeyOf(DataClass dataClass) => dataClass is DataClass.Rosters
        ? Audience.InvitationKey(Audience.MeetingKey("dai-hoi-2026"), CardTag.FromBytes(Convert.FromHexString(Tag)))
        : Audience.MeetingKey("dai-hoi-2026");

    private static string Meeting(
        string id = "dai-hoi-2026",
        string title = "Đại hội",
        string kind = "memberCongress",
        string? key = null,
        string? sessions = null,
        int numerator = 2,
        int denominator = 3) =>
        $$$"""{"id":"{{{id}}}","title":"{{{title}}}","kind":"{{{kind}}}","key":"{{{key ?? Convert.ToBase64String(new byte[32])}}}","sessions":[{{{sessions ?? Session()}}}],"quorum":{"numerator":{{{numerator}}},"denominator":{{{denominator}}},"rounding":"up","legalReference":"x","approvedBy":"y"}}""";

    private static string With(string members) => Meeting().Replace("}}", $"}},{members}}}", StringComparison.Ordinal);

    private static string Session(string id = "s1", string starts = "2026-11-22T08:00:00Z") =>
        $$"""{"id":"{{id}}","title":"Phiên","opens":"2026-11-22T07:00:00Z","starts":"{{starts}}","closes":"2026-11-22T11:00:00Z"}""";
}
