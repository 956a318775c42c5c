namespace Kiosk.Service.Verification;

/// <summary>What the revocation data says about one certificate, and as of when.</summary>
internal abstract record RevocationStatus
{
    private RevocationStatus()
    {
    }

    /// <param name="AsOf">thisUpdate of the CRL that was asked.</param>
    public sealed record Good(DateTimeOffset AsOf) : RevocationStatus;

    public sealed record Revoked(DateTimeOffset Since, bool OnHold) : RevocationStatus;

    /// <summary>The CRL is past its nextUpdate.</summary>
    /// <param name="AsOf">Its thisUpdate.</param>
    /// <param name="Since">Its nextUpdate.</param>
    public sealed record Stale(DateTimeOffset AsOf, DateTimeOffset Since) : RevocationStatus;

    /// <summary>There is no usable CRL of the certificate's issuer.</summary>
    public sealed record NoCrl : RevocationStatus;
}
