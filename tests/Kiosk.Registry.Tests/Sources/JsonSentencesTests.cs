using System.Text;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Tests.Wording;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Tests.Sources;

/// <summary>What is wrong with a JSON file is said by line and in words of the file, never of the program.</summary>
public sealed class JsonSentencesTests : IDisposable
{
    private const string Good = """
        {
          "id": "m", "title": "Họp", "kind": "cellMeeting", "key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
          "sessions": [
            { "id": "s", "title": "Phiên", "opens": "2026-12-01T07:30:00", "starts": "2026-12-01T08:00:00", "closes": "2026-12-01T11:00:00" } ],
          "quorum": { "numerator": 1, "denominator": 2, "rounding": "up", "legalReference": "", "approvedBy": "" }
        }
        """;

    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("", "line 1: the file is empty; JSON begins with { or [.")]
    [InlineData("{", "line 1: the file ends before everything is closed")]
    [InlineData("{\n \"a\": 1,\n}", "line 3: there is a comma before }: take it away.")]
    [InlineData("{\n \"a\": 1\n \"b\": 2 }", "line 3: a comma is missing before this, or on the line before.")]
    [InlineData("{ “a”: 1 }", "line 1: “ is a typographic quotation mark; JSON takes the straight \" only.")]
    [InlineData("{ 'a': 1 }", "line 1: JSON takes \" around names and texts, not '.")]
    [InlineData("{\n// what\n}", "line 2: JSON has no comments: take it away.")]
    [InlineData("{ \"a\": True }", "line 1: true, false and null are written in small letters.")]
    [InlineData("{ \"a\": \"b\nc\" }", "line 1: a text may not go over lines: its closing \" is missing.")]
    [InlineData("{ \"a\": 01 }", "line 1: JSON has no place for \"1\" here.")]
    [InlineData("\0\u0005", "line 1: ")]
    public void A_text_that_is_no_JSON_is_refused_by_its_line_in_plain_words(string json, string sentence)
    {
        var refused = Assert.Throws<RegistryException>(() => SourceJson.Read(files.Write("profile.json", json), files.Folder, 1000));

        Assert.StartsWith($"{files.At("profile.json")} {sentence}", VietnameseText.MessageOf(refused), StringComparison.Ordinal);
        AssertPlain(refused.Message);
    }

    [Fact]
    public void The_mark_that_Notepad_puts_before_UTF_8_is_taken_off()
    {
        Assert.Equal("{}"u8.ToArray(), SourceJson.Read(files.Write("profile.json", "\uFEFF{}"), files.Folder, 1000));
        Assert.Contains("this is UTF-16, not UTF-8", Assert.Throws<RegistryException>(() => SourceJson.Read(files.Write("profile.json", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{}")]), files.Folder, 1000)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"id\": \"m\"", "\"id\": 7", "line 2: \"id\" is 7 and not a text in quotes.")]
    [InlineData("\"id\": \"m\", ", "", "line 1: \"id\" is missing in the file.")]
    [InlineData("\"kind\": \"cellMeeting\", \"key\": \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",", "\"kind\": \"cellMeeting\",", "line 1: \"key\" is missing in the file. A key is 32 random bytes in Base64: openssl rand -base64 32 makes one.")]
    [InlineData("\"id\": \"m\"", "\"id\": \"m\", \"id\": \"m\"", "line 2: \"id\" stands twice in the file.")]
    [InlineData("\"id\": \"m\"", "\"Id\": \"m\"", "line 2: \"Id\" is written \"id\".")]
    [InlineData("\"title\": \"Họp\"", "\"titel\": \"Họp\"", "line 2: \"titel\" is not known in the file; known are id, title, kind, key, sessions, quorum, hidesTitle, owner, invitationKeys.")]
    [InlineData("\"title\": \"Họp\"", "\"title\": null", "line 2: \"title\" is null and not a text in quotes.")]
    [InlineData("\"kind\": \"cellMeeting\"", "\"kind\": \"cell\"", "line 2: \"kind\" is \"cell\" and not one of \"asInvited\", \"cellMeeting\", \"memberCongress\"")]
    [InlineData("\"kind\": \"cellMeeting\"", "\"kind\": 1", "line 2: \"kind\" is 1 and not one of \"asInvited\"")]
    [InlineData("\"key\": \"AAAA", "\"key\": \"*AAA", "line 2: \"key\" is \"*AAAAAAAA")]
    [InlineData("\"opens\": \"2026-12-01T07:30:00\"", "\"opens\": \"01/12/2026 07:30\"", "line 4: \"opens\" is \"01/12/2026 07:30\" and not an instant such as \"2026-11-25T08:00:00+07:00\"")]
    [InlineData("\"numerator\": 1", "\"numerator\": \"1\"", "line 5: \"numerator\" is \"1\" and not a whole number without quotes.")]
    [InlineData("\"numerator\": 1", "\"numerator\": 0.5", "line 5: \"numerator\" is 0.5 and not a whole number without quotes.")]
    [InlineData("\"numerator\": 1", "\"numerator\": 99999999999", "line 5: \"numerator\" is 99999999999, and such a number is from -2147483648 to 2147483647.")]
    [InlineData("\"numerator\": 1", "\"numerator\": [1]", "line 5: \"numerator\" is a list and not a whole number without quotes.")]
    [InlineData("\"quorum\": {", "\"quorum\": 5, \"q\": {", "line 5: \"quorum\" is 5 and not an object { … }.")]
    [InlineData("\"sessions\": [", "\"sessions\": [ 3,", "line 3: entry 1 of \"sessions\" is 3 and not an object { … }.")]
    [InlineData("\"title\": \"Phiên\"", "\"title\": \"\\ud800\"", "line 4: a text has \\u with half of a character: write the letter itself.")]
    public void A_member_that_is_not_what_it_should_be_is_named_with_its_line(string right, string wrong, string sentence)
    {
        Parse(Good.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(files.Said(ProblemSeverity.Error), error => error.StartsWith($"m.json {sentence}", StringComparison.Ordinal));
        Assert.All(files.Said(ProblemSeverity.Error), AssertPlain);
    }

    [Fact]
    public void All_members_that_are_wrong_are_said_at_once()
    {
        Parse(Good.Replace("cellMeeting", "cell", StringComparison.Ordinal).Replace("\"numerator\": 1, ", "", StringComparison.Ordinal).Replace("\"opens\"", "\"opened\"", StringComparison.Ordinal));

        Assert.Equal([2, 4, 4, 5], files.Problems.ToList().Select(problem => problem.Line!.Value));
    }

    [Fact]
    public void A_good_file_is_good()
    {
        Assert.NotNull(Parse(Good));
        Assert.Empty(files.Problems.ToList());
    }

    [Fact]
    public void A_policy_is_held_to_its_shape()
    {
        var json = Encoding.UTF8.GetString(SyncPolicy.Default.ToJson()).Replace("\"00:15:00\"", "15", StringComparison.Ordinal);

        SourceJson.Parse(Encoding.UTF8.GetBytes(json), SyncPolicy.JsonType, files.At("policy.json"), files.Problems);

        Assert.EndsWith("\"interval\" is 15 and not a duration such as \"00:30:00\" (hours, minutes, seconds).", files.Error(), StringComparison.Ordinal);
    }

    private Meeting? Parse(string json) => SourceJson.Parse(Encoding.UTF8.GetBytes(json), RecordJson.Meeting, files.At("m.json"), files.Problems);

    // The serializer's own sentences speak of types, bytes and paths. The folder's name is drawn by the system, which knows no such rule.
    private void AssertPlain(string sentence) => Assert.All(
        ["System.", "0x", "BytePosition", "deserializ", ".NET", "LineNumber"], word => Assert.DoesNotContain(word, sentence.Replace(files.Folder, "", StringComparison.Ordinal), StringComparison.Ordinal));
}
