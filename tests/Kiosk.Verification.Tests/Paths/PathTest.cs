using Kiosk.Testing.Pki;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Tests.Paths;

/// <summary>Verifies test chains.</summary>
internal static class PathTest
{
    public const string PolicyA = "1.3.6.1.4.1.99999.10";
    public const string PolicyB = "1.3.6.1.4.1.99999.11";
    public const string PolicyC = "1.3.6.1.4.1.99999.12";

    public static PathVerdict Verify(ChainMember root, ChainMember[] authorities, ChainMember target, PathInputs? inputs = null, byte[][]? lists = null, DateTimeOffset? at = null) =>
        new PathVerifier(
            [root.Parsed],
            [.. authorities.Select(authority => authority.Parsed)],
            lists is null ? null : [.. lists.Select(list => new PathCrl(CrlParser.Parse(list, X509Reading.Tolerant)))],
            inputs ?? new PathInputs(),
            at ?? TestPki.Now).Verify(target.Parsed);

    /// <summary>The code of an invalid path; <see cref="ReasonCode.None"/> for a valid one.</summary>
    public static ReasonCode CodeOf(PathVerdict verdict) => verdict is PathVerdict.NotValid notValid ? notValid.Objection.Code : ReasonCode.None;
}
