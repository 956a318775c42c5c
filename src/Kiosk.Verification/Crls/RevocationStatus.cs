namespace Kiosk.Verification.Crls;

/// <summary>The revocation status of one certificate, and its date.</summary>
internal abstract record RevocationStatus
{
    private RevocationStatus()
    {
    }

    /// <summary>thisUpdate of the CRL; later revocations are unknown. Null if there was no CRL.</summary>
    public DateTimeOffset? AsOf => this switch
    {
        Good good => good.ThisUpdate,
        Revoked revoked => revoked.ThisUpdate,
        Stale stale => stale.ThisUpdate,
        _ => null,
    };

    public sealed record Good(DateTimeOffset ThisUpdate) : RevocationStatus;

    /// <param name="Since">The entry's revocationDate.</param>
    public sealed record Revoked(DateTimeOffset ThisUpdate, DateTimeOffset Since, bool OnHold) : RevocationStatus;

    /// <summary>The CRL is past its nextUpdate.</summary>
    /// <param name="Since">Its nextUpdate.</param>
    public sealed record Stale(DateTimeOffset ThisUpdate, DateTimeOffset Since) : RevocationStatus;

    /// <summary>The certificate's issuer has no usable CRL.</summary>
    public sealed record NoCrl : RevocationStatus;
}
