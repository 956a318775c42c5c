using Kiosk.Service.SelfTest;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;

namespace Kiosk.Service.Tests.SelfTest;

/// <summary>What row 32 rests on: a trace that is there is found, and nothing else is.</summary>
public sealed class TracesTests
{
    private static readonly TrialPki Pki = new();
    private static readonly Traces Traces = new(Pki.Members);

    [Fact]
    public void Every_trace_is_found_in_any_case_of_letters()
    {
        var member = TrialSource.MemberOf(Pki.Member);
        string[] planted =
        [
            member.Name,
            member.CardNumber,
            TrialSource.TagOf(Pki.Member).ToString().ToUpperInvariant(),
            Pki.Member.Uuid.ToString("D").ToUpperInvariant(),
            Convert.ToHexStringLower(Pki.Member.SerialNumber.Span),
            Convert.ToHexStringLower(Pki.Member.Image().Objects.Values.Single().Span),
            Convert.ToBase64String(Pki.Member.Image().Objects.Values.Single().Span),
            "> 00A4040009A00000030800001000",
        ];

        Assert.All(planted, trace => Assert.NotEmpty(FindIn($"Tap: {trace}.")));
    }

    [Fact]
    public void A_log_of_codes_and_times_holds_no_trace() => Assert.Empty(FindIn("Information 100 Tap: cert.expired, card 312 ms, terminal 4 ms"));

    private static IEnumerable<string> FindIn(string text) => Traces.FindIn(new Dictionary<string, string> { ["log"] = text }, Traces.Of(Pki.Member.Image()));
}
