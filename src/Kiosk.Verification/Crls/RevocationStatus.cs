namespace Kiosk.Verification.Crls;

/// <summary>What the revocation data says about one certificate, and as of when.</summary>
internal abstract record RevocationStatus
{
    private RevocationStatus()
    {
    }

    /// <summary>thisUpdate of the CRL that was asked: what was revoked later is not known. Null where there was none to ask.</summary>
    public DateTimeOffset? AsOf => this switch
    {
        Good good => good.ThisUpdate,
        Revoked revoked => revoked.ThisUpdate,
        Stale stale => stale.ThisUpdate,
        _ => null,
    };

    /// <returns>How old the answer is; null where there was no CRL to ask. Negative where the clock is behind the list.</returns>
    public TimeSpan? AgeAt(DateTimeOffset instant) => instant - AsOf;

    public sealed record Good(DateTimeOffset ThisUpdate) : RevocationStatus;

    /// <param name="Since">The entry's revocationDate.</param>
    public sealed record Revoked(DateTimeOffset ThisUpdate, DateTimeOffset Since, bool OnHold) : RevocationStatus;

    /// <summary>The CRL is past its nextUpdate.</summary>
    /// <param name="Since">Its nextUpdate.</param>
    public sealed record Stale(DateTimeOffset ThisUpdate, DateTimeOffset Since) : RevocationStatus;

    /// <summary>There is no usable CRL of the certificate's issuer.</summary>
    public sealed record NoCrl : RevocationStatus;
}
