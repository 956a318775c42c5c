namespace Kiosk.Feed.Targets;

/// <summary>The target paths of the feed. The national role lists the first group, a province's role its own sets (<see cref="SetTarget.Path"/>).</summary>
public static class TargetPaths
{
    /// <summary>The card profile, JSON.</summary>
    public const string Profile = "profile.json";

    /// <summary><see cref="SyncPolicy"/>, JSON.</summary>
    public const string Policy = "policy.json";

    /// <summary>The certificate that journals are sealed to, DER.</summary>
    public const string Registry = "registry.crt";

    /// <summary>The catalogue of procedures, JSON.</summary>
    public const string Procedures = "procedures.json";

    /// <summary>Trust anchors, <c>anchors/NAME.crt</c>, DER.</summary>
    public const string Anchors = "anchors/";

    /// <summary>Issuing CAs, <c>issuers/NAME.crt</c>, DER.</summary>
    public const string Issuers = "issuers/";

    /// <summary>Certificate revocation lists, <c>crls/NAME.crl</c>, DER.</summary>
    public const string Crls = "crls/";

    /// <summary>Of the path of a certificate or list; terminals pass over longer ones.</summary>
    public const int MaxLength = 100;

    public const string CertificateEnding = ".crt";
    public const string CrlEnding = ".crl";
}
