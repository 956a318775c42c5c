namespace Kiosk.Feed.Targets;

/// <summary>The feed's target paths. The national role lists these; a province's role lists its own sets (<see cref="SetTarget.Path"/>).</summary>
public static class TargetPaths
{
    /// <summary>The card profile, JSON.</summary>
    public const string Profile = "profile.json";

    /// <summary><see cref="SyncPolicy"/>, JSON.</summary>
    public const string Policy = "policy.json";

    /// <summary>The certificate that journals are encrypted to, DER.</summary>
    public const string Registry = "registry.crt";

    /// <summary>The catalogue of procedures, JSON.</summary>
    public const string Procedures = "procedures.json";

    /// <summary>The list of <see cref="Records.Release"/>, JSON.</summary>
    public const string Releases = "releases.json";

    /// <summary>Update bundles that the list of releases names, <c>updates/NAME.raucb</c>.</summary>
    public const string Updates = "updates/";

    /// <summary>Trust anchors, <c>anchors/NAME.crt</c>, DER.</summary>
    public const string Anchors = "anchors/";

    /// <summary>Issuing CAs, <c>issuers/NAME.crt</c>, DER.</summary>
    public const string Issuers = "issuers/";

    /// <summary>Certificate revocation lists, <c>crls/NAME.crl</c>, DER.</summary>
    public const string Crls = "crls/";

    /// <summary>Maximum length of a certificate's or CRL's path; terminals ignore longer ones.</summary>
    public const int MaxLength = 100;

    public const string CertificateEnding = ".crt";
    public const string CrlEnding = ".crl";
}
