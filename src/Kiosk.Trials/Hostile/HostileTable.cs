using Kiosk.Trials.Hostile.Cases;
using Kiosk.Trials.Hostile.Play;

namespace Kiosk.Trials.Hostile;

/// <summary>The hostile table: every card, certificate, list and moment that must not fool the terminal, and those it must not turn away.</summary>
internal static class HostileTable
{
    /// <summary>In the order of their rows.</summary>
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        .. new[]
        {
            GoldenCases.All, AnswerCases.All, PresenceCases.All, CertificateCases.All, PathCases.All, ProfileCases.All, ChuidCases.All, RevocationCases.All, ListCases.All, DamageCases.All,
            EncodingCases.All, SilenceCases.All,
        }.SelectMany(cases => cases).OrderBy(one => one.Row),
    ];
}
