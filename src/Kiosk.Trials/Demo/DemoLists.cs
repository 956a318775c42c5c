using Kiosk.Trials.Pki;
using Kiosk.Trials.World;

namespace Kiosk.Trials.Demo;

/// <summary>The CRLs of the demo's authorities: the root's revokes the second issuing CA, the first issuing CA's has some hundred cards on it.</summary>
internal sealed class DemoLists(TrialPki pki, DateTimeOffset now)
{
    private readonly List<RevokedCertificate> revoked = [.. Enumerable.Range(0, 300).Select(_ => new RevokedCertificate(CertificateAuthority.DrawSerialNumber(), now - TimeSpan.FromDays(20)))];
    private int number = 41;

    public byte[] OfRoot() => pki.Root.IssueCrl(
        now - TimeSpan.FromHours(1), now + TimeSpan.FromDays(30), 1, [new RevokedCertificate(pki.OtherIssuing.SerialNumber, now - TimeSpan.FromDays(2))]);

    /// <summary>Adds a card to the first issuing CA's CRL.</summary>
    public void Revoke(ReadOnlyMemory<byte> serial, DateTimeOffset at) => revoked.Add(new RevokedCertificate(serial, at));

    /// <summary>Issues the first issuing CA's next CRL.</summary>
    /// <param name="at">Whole seconds.</param>
    public byte[] NextOfIssuing(DateTimeOffset at) => pki.Issuing.IssueCrl(at, at + TimeSpan.FromDays(7), ++number, revoked);
}
