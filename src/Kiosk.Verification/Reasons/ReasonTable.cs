using System.Collections.Frozen;
using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary>Every reason code with its stable name, severity, sentences and remedies.</summary>
internal static class ReasonTable
{
    private static readonly FrozenDictionary<ReasonCode, Reason> ByCode = Rows().ToFrozenDictionary(reason => reason.Code);

    private static readonly FrozenDictionary<string, Reason> ByName =
        ByCode.Values.ToFrozenDictionary(reason => reason.Name, StringComparer.Ordinal);

    /// <summary>In the order of their numbers.</summary>
    public static IReadOnlyList<Reason> All { get; } = [.. ByCode.Values.OrderBy(reason => reason.Code)];

    /// <exception cref="ArgumentOutOfRangeException">The number means nothing to this version.</exception>
    public static Reason Of(ReasonCode code) =>
        Find(code) ?? throw new ArgumentOutOfRangeException(nameof(code), code, $"Reason code {(ushort)code} is unknown to this version.");

    /// <returns>Null for a number that means nothing to this version (a journal written by a newer one).</returns>
    public static Reason? Find(ReasonCode code) => ByCode.GetValueOrDefault(code);

    /// <param name="name">As in "cert.expired", exactly.</param>
    public static Reason? Find(string name) => ByName.GetValueOrDefault(name);

    /// <returns>"cert.expired"; for a number that means nothing to this version its digits.</returns>
    public static string NameOf(ReasonCode code) => Find(code)?.Name ?? $"{(ushort)code}";

    /// <summary>What a code means, and in brackets what a standard says: the sentence of a certificate that breaks a rule which only its makers know.</summary>
    public static Phrase WithDetail(ReasonCode code, string detail) =>
        Phrase.WithDetail(code is ReasonCode.CertMalformed ? "Chứng thư số sai quy cách" : Of(code).Meaning.Vietnamese.TrimEnd('.'), detail);

    private static IEnumerable<Reason> Rows() =>
    [
        .. GeneralReasons.Rows,
        .. CardReasons.Rows,
        .. CertificateReasons.Rows,
        .. KeyReasons.Rows,
        .. BindingReasons.Rows,
        .. RevocationReasons.Rows,
        .. ClockReasons.Rows,
        .. AdmissionReasons.Rows,
        .. TerminalReasons.Rows,
    ];
}
