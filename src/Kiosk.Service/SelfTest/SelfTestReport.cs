using System.Text.Json.Serialization;
using Kiosk.Feed.Records;
using Kiosk.Trials.Hostile.Play;

namespace Kiosk.Service.SelfTest;

/// <summary>Prints one line per case and a final line.</summary>
internal sealed class SelfTestReport(TextWriter output, bool asJson)
{
    private int played;

    /// <summary>Number of cases with deviations.</summary>
    public int Surprises { get; private set; }

    public void Add(CaseResult result)
    {
        played++;
        Surprises += result.IsAsExpected ? 0 : 1;
        var line = CaseLine.Of(result);
        output.WriteLine(asJson ? JsonText.Of(line, SelfTestJson.Default.CaseLine) : line.ToString());
    }

    public void Close(TimeSpan duration)
    {
        var total = new TotalLine(played, Surprises, Math.Round(duration.TotalSeconds, 1));
        output.WriteLine(asJson ? JsonText.Of(total, SelfTestJson.Default.TotalLine) : total.ToString());
    }
}

/// <summary>The line for one case.</summary>
/// <param name="Expected">The table's answers in its notation.</param>
internal sealed record CaseLine(int Row, string Case, string Expected, string Got, bool Ok, double Ms, IReadOnlyList<string> Surprises)
{
    public static CaseLine Of(CaseResult result) => new(
        result.Case.Row,
        result.Case.Name,
        Join(result.Case.Expected),
        Join(result.Got),
        result.IsAsExpected,
        Math.Round(result.Duration.TotalMilliseconds, 1),
        result.Surprises);

    public override string ToString() =>
        string.Join('\n', Surprises.Select(surprise => $"      {surprise}").Prepend($"{(Ok ? "ok  " : "FAIL")} {Row,2}  {Case,-60} {Expected,-36} {(Expected == Got ? "" : $"got {Got} ")}{Ms,7:0.0} ms"));

    private static string Join(IReadOnlyList<Answer> answers) => string.Join("; ", answers.Select(answer => answer.ToString()).DefaultIfEmpty("nothing"));
}

/// <summary>The closing line.</summary>
internal sealed record TotalLine(int Cases, int Surprises, double Seconds)
{
    public override string ToString() => Surprises == 0
        ? $"{Cases} cases, all answered as they must be, in {Seconds:0.0} s."
        : $"{Surprises} of {Cases} cases were not answered as they must be ({Seconds:0.0} s). Do not put this terminal into service.";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CaseLine))]
[JsonSerializable(typeof(TotalLine))]
internal sealed partial class SelfTestJson : JsonSerializerContext;
