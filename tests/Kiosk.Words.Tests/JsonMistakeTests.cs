using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kiosk.Words.Tests;

/// <summary>The implementation matches the framework's message texts; these tests fail when a release changes them.</summary>
public sealed class JsonMistakeTests
{
    private const string Whole = """{"name":"x","count":1,"isOpen":true,"key":"AAAA","age":"00:30:00","from":"22:00","items":[{"tag":"a"}],"labels":{"a":"b"}}""";

    [Theory]
    [InlineData("", "line 1, column 1: there is nothing in it; JSON begins with a brace or a bracket.")]
    [InlineData("{\"name\":", "line 1, column 9: it ends before everything is closed: a quote, a brace or a bracket is missing.")]
    [InlineData("{\n  'name': 1 }", "line 2, column 3: names and texts stand in double quotes (\"), not in single ones.")]
    [InlineData("{\n  “name”: 1 }", "line 2, column 3: the typographic quote “ must be a plain double quote (\").")]
    [InlineData("{\"ộ\":1,\n\"ộ\":ộ}", "line 2, column 5: ộ has no place here.")]
    [InlineData("{\"a\":1,}", "line 1, column 8: there is a comma too many before this.")]
    [InlineData("{\"a\":1\n \"b\":2}", "line 2, column 2: a comma is missing before this.")]
    [InlineData("{\"a\":\"1\n\"}", "line 1, column 8: the text that begins before this is not closed: a double quote (\") is missing.")]
    [InlineData("{} // so", "line 1, column 4: there is more after its end; take it out.")]
    [InlineData("{ // so\n}", "line 1, column 3: JSON has no comments; take it out.")]
    [InlineData("\uFEFF{}", "line 1, column 1: it begins with a byte order mark; save it as UTF-8 without one.")]
    [InlineData("<!doctype html>", "line 1, column 1: this is a page of HTML or XML.")]
    [InlineData("{\n \"\\ud800\":1}", "line 2, column 2: this has \\u with half of a letter; write the letter itself.")]
    [InlineData("{\"a\":[\"\\udc00\\ud800\"]}", "line 1, column 7: this has \\u with half of a letter; write the letter itself.")]
    [InlineData("\u0001", "line 1, column 1: the control character U+0001 has no place here.")]
    public void Invalid_JSON_is_explained_with_line_and_column(string json, string sentence) => Assert.Equal(sentence, MistakeIn(json));

    [Theory]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("[\"\\ud800x\"]")]
    public void An_unpaired_surrogate_is_refused(string json) =>
        Assert.Equal("this has \\u with half of a letter; write the letter itself.", Assert.Throws<JsonException>(() => JsonStop.RequireText(Encoding.UTF8.GetBytes(json))).Message);

    [Theory]
    [InlineData("{\"\\ud83d\\ude00\":\"\\u1ed9\"}")]
    [InlineData("{\"a\":")]
    public void Surrogate_pairs_are_valid_and_syntax_errors_are_left_to_the_parser(string json) => Assert.Null(JsonStop.FindInText(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("\"name\":\"x\",", "", "the member \"name\" is missing.")]
    [InlineData("\"name\":\"x\",\"count\":1,", "", "the members \"name\", \"count\" are missing.")]
    [InlineData("{\"tag\":\"a\"}", "{}", "the member \"tag\" of entry 1 of \"items\" is missing.")]
    [InlineData("\"count\":1", "\"count\":1,\"colour\":1", "the member \"colour\" is not known there; take it out, or check how it is written.")]
    [InlineData("\"count\":1", "\"count\":1,\"count\":1", "the member \"count\" stands twice; keep one of them.")]
    [InlineData("\"name\":\"x\"", "\"name\":null", "the member \"name\" is null, and must hold something.")]
    [InlineData("\"name\":\"x\"", "\"name\":5", "the member \"name\" is not a text in quotes.")]
    [InlineData("\"count\":1", "\"count\":\"1\"", "the member \"count\" is not a number without quotes.")]
    [InlineData("\"count\":1", "\"count\":1.5", "the member \"count\" is not a whole number, or too great.")]
    [InlineData("00:30:00", "soon", "the member \"age\" is not a duration such as \"00:30:00\" (hours, minutes, seconds).")]
    [InlineData("22:00", "night", "the member \"from\" is not a time of day such as \"22:00\".")]
    [InlineData("true", "1", "the member \"isOpen\" is not true or false.")]
    [InlineData("AAAA", "?", "the member \"key\" is not Base64.")]
    [InlineData("{\"tag\":\"a\"}", "{\"tag\":5}", "the member \"tag\" of entry 1 of \"items\" is not a text in quotes.")]
    [InlineData("[{\"tag\":\"a\"}]", "{}", "the member \"items\" is not a list [ … ].")]
    [InlineData("{\"a\":\"b\"}", "5", "the member \"labels\" is not an object { … }.")]
    [InlineData("\"b\"}", "[[[[[[[[1]]]]]]]]}", "the member \"a\" of \"labels\" is not a text in quotes.")]
    public void A_mismatched_member_is_named(string part, string instead, string sentence)
    {
        var json = Whole.Replace(part, instead, StringComparison.Ordinal);
        Assert.NotEqual(Whole, json);

        Assert.EndsWith($": {sentence}", MistakeIn(json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "the whole text")]
    [InlineData("$", "the whole text")]
    [InlineData("$.keys.9E.pkcs8", "the member \"pkcs8\" of \"9E\" of \"keys\"")]
    [InlineData("$.faults[3].do", "the member \"do\" of entry 4 of \"faults\"")]
    [InlineData("$['a b'].c", "the member \"c\" of \"a b\"")]
    public void A_JSON_path_is_spelled_out(string? path, string words) => Assert.Equal(words, JsonMistake.MemberAt(path));

    private static string MistakeIn(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return JsonMistake.In(bytes, Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(bytes, SampleContext.Default.Sample)));
    }
}

internal sealed record Sample(string Name, int Count, bool IsOpen, byte[] Key, TimeSpan Age, TimeOnly From, IReadOnlyList<SampleItem> Items, Dictionary<string, string> Labels);

internal sealed record SampleItem(string Tag);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Sample))]
internal sealed partial class SampleContext : JsonSerializerContext;
