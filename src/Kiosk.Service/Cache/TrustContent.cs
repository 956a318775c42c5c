using Kiosk.Feed.Records;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Profiles;

namespace Kiosk.Service.Cache;

/// <summary>What cards are judged by, whoever their holders are, read and checked; the CRLs are still files.</summary>
/// <param name="RegistryCertificate">DER.</param>
/// <param name="CrlFiles">Read one at a time when they are chosen: a bad one must not fail the build.</param>
/// <param name="Sources">SHA-256 in lower-case hex by target path; empty without a feed.</param>
internal sealed record TrustContent(
    byte[] ProfileJson,
    CardProfile Profile,
    byte[] RegistryCertificate,
    ProcedureCatalogue Catalogue,
    IReadOnlyList<Certificate> Anchors,
    IReadOnlyList<Certificate> Issuers,
    IReadOnlyList<NamedFile> CrlFiles,
    IReadOnlyDictionary<string, string> Sources)
{
    /// <summary>Everybody who may have signed a CRL.</summary>
    public IReadOnlyList<Certificate> Authorities => [.. Anchors, .. Issuers];
}
