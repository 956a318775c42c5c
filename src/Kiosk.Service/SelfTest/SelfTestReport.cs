using System.Text.Json.Serialization;
using Kiosk.Feed.Records;
using Kiosk.Trials.Hostile;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Words;

namespace Kiosk.Service.SelfTest;

/// <summary>Prints one line per case and a final line.</summary>
internal sealed class SelfTestReport(TextWriter output, bool asJson, Language language)
{
    private int played;

    /// <summary>Number of cases with deviations.</summary>
    public int Surprises { get; private set; }

    public void Add(CaseResult result)
    {
        played++;
        Surprises += result.IsAsExpected ? 0 : 1;
        var line = CaseLine.Of(result);
        output.WriteLine(asJson ? JsonText.Of(line, SelfTestJson.Default.CaseLine) : line.In(language));
    }

    public void Close(TimeSpan duration)
    {
        var total = new TotalLine(played, Surprises, Math.Round(duration.TotalSeconds, 1));
        output.WriteLine(asJson ? JsonText.Of(total, SelfTestJson.Default.TotalLine) : total.In(language));
    }
}

/// <summary>The line for one case.</summary>
/// <param name="Expected">The table's answers in its notation.</param>
internal sealed record CaseLine(int Row, string Case, string Expected, string Got, bool Ok, double Ms, IReadOnlyList<string> Surprises)
{
    /// <summary>The case's name in Vietnamese.</summary>
    [JsonIgnore]
    public string Vietnamese { get; private init; } = Case;

    public static CaseLine Of(CaseResult result) => new(
        result.Case.Row,
        result.Case.Name,
        Join(result.Case.Expected),
        Join(result.Got),
        result.IsAsExpected,
        Math.Round(result.Duration.TotalMilliseconds, 1),
        result.Surprises)
    { Vietnamese = VietnameseNames.Of(result.Case) };

    /// <summary>For people. What surprised is a technical detail, in English alone.</summary>
    public string In(Language language) => string.Join('\n', Surprises.Select(surprise => language == Language.English ? $"      {surprise}" : $"      [{surprise}]").Prepend(new Phrase(
        $"{(Ok ? "đạt " : "SAI ")} {Row,2}  {Vietnamese,-60} {Expected,-36} {(Expected == Got ? "" : $"nhận được {Got} ")}{Ms,7:0.0} ms",
        $"{(Ok ? "ok  " : "FAIL")} {Row,2}  {Case,-60} {Expected,-36} {(Expected == Got ? "" : $"got {Got} ")}{Ms,7:0.0} ms").In(language)));

    private static string Join(IReadOnlyList<Answer> answers) => string.Join("; ", answers.Select(answer => answer.ToString()).DefaultIfEmpty("nothing"));
}

/// <summary>The closing line.</summary>
internal sealed record TotalLine(int Cases, int Surprises, double Seconds)
{
    public string In(Language language) => (Surprises == 0
        ? new Phrase($"{Cases} trường hợp đều được trả lời đúng, trong {Seconds:0.0} giây.", $"{Cases} cases, all answered as they must be, in {Seconds:0.0} s.")
        : new Phrase(
            $"{Surprises} trong {Cases} trường hợp không được trả lời đúng ({Seconds:0.0} giây). Đề nghị không đưa máy này vào sử dụng.",
            $"{Surprises} of {Cases} cases were not answered as they must be ({Seconds:0.0} s). Do not put this terminal into service.")).In(language);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CaseLine))]
[JsonSerializable(typeof(TotalLine))]
internal sealed partial class SelfTestJson : JsonSerializerContext;
