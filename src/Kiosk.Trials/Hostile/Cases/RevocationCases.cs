using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Rows 20, 21, 25, 26 and 30: which certificates are revoked, by which CRL, and since when.</summary>
internal static class RevocationCases
{
    public static IEnumerable<HostileCase> All =>
    [
        new(20, "leaf revoked", Reject(ReasonCode.RevocationRevoked), (trial, stop) => TapRevokedAsync(trial, trial.Pki.Member, stop)),
        new(20, "leaf on hold, then removed from the list by a newer one", [Reject(ReasonCode.RevocationOnHold), ListTaken, Admit], async (trial, stop) =>
        {
            await TapRevokedAsync(trial, trial.Pki.Member.RevokedAt(TrialPki.Yesterday, CrlReason.CertificateHold), stop);
            await trial.PublishAsync(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 2), stop);
            trial.Time.Advance(TimeSpan.FromSeconds(5));
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        new(20, "issuing CA revoked", Reject(ReasonCode.RevocationIssuerRevoked), (trial, stop) =>
        {
            var revoked = new RevokedCertificate(trial.Pki.Issuing.SerialNumber, TrialPki.Yesterday);
            trial.Feed.PutCrl("root", trial.Pki.Root.IssueCrl(TrialPki.Yesterday, TrialPki.Yesterday.AddDays(7), 1, [revoked]));
            return trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        new(21, "the same serial number on another issuer's list", Admit, (trial, stop) =>
        {
            trial.Feed.PutCrl("issuing-2", TrialPki.ListOf(trial.Pki.OtherIssuing, 1, trial.Pki.Member));
            return trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        new(21, "revoked by a CA, not by its namesake", [Reject(ReasonCode.RevocationRevoked), Admit], (trial, stop) => TapNamesakesAsync(trial, onOurs: true, stop)),
        new(21, "revoked by the namesake, not by the CA", [Admit, Reject(ReasonCode.RevocationRevoked)], (trial, stop) => TapNamesakesAsync(trial, onOurs: false, stop)),
        new(25, "a newer list that revokes the card is seen by the very next tap", [Admit, ListTaken, Reject(ReasonCode.RevocationRevoked)], async (trial, stop) =>
        {
            _ = trial.Feed;
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            await trial.PublishAsync(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 2, trial.Pki.Member), stop);
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        .. SerialNumbers(),
        new(30, "kept a moment ago, since revoked", [Admit, Admit, ListTaken, Reject(ReasonCode.RevocationRevoked)], async (trial, stop) =>
        {
            _ = trial.Feed;
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            await trial.TapAsync(trial.Pki.OtherMember.Image(), stop);
            await trial.PublishAsync(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 2, trial.Pki.Member), stop);
            trial.Time.Advance(TimeSpan.FromSeconds(1));
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        new(30, "kept a moment ago, since expired", [Admit, Reject(ReasonCode.CertExpired)], async (trial, stop) =>
        {
            var card = trial.Pki.Member.ValidTo(TrialPki.Now.AddSeconds(1));
            await trial.TapAsync(card.Image(), stop);
            trial.Time.Advance(TimeSpan.FromSeconds(2));
            await trial.TapAsync(card.Image(), stop);
        }),
        new(30, "kept a moment ago, its issuer since revoked", [Admit, ListTaken, Reject(ReasonCode.RevocationIssuerRevoked)], async (trial, stop) =>
        {
            _ = trial.Feed;
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            var revoked = new RevokedCertificate(trial.Pki.Issuing.SerialNumber, TrialPki.Yesterday);
            await trial.PublishAsync("root", trial.Pki.Root.IssueCrl(TrialPki.Yesterday, TrialPki.Yesterday.AddDays(7), 2, [revoked]), stop);
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
    ];

    private static Task TapRevokedAsync(Trial trial, IssuedCard card, CancellationToken cancellationToken)
    {
        trial.Feed.PutCrl(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 1, card));
        return trial.TapAsync(card.Image(), cancellationToken);
    }

    /// <summary>Two CAs share a name, and a card of each shares a serial number; one of the cards is on its CA's CRL.</summary>
    private static async Task TapNamesakesAsync(Trial trial, bool onOurs, CancellationToken cancellationToken)
    {
        var theirs = trial.Pki.OtherMember.WithSerialNumber(trial.Pki.Member.SerialNumber.ToArray()).IssuedBy(trial.Pki.Namesake);
        trial.Feed.PutIssuer("namesake", trial.Pki.Namesake.Certificate);
        trial.Feed.PutCrl(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 1, onOurs ? [trial.Pki.Member] : []));
        trial.Feed.PutCrl("namesake", TrialPki.ListOf(trial.Pki.Namesake, 1, onOurs ? [] : [theirs]));
        await trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
        await trial.TapAsync(theirs.Image(), cancellationToken);
    }

    private static IEnumerable<HostileCase> SerialNumbers() =>
    [
        SerialNumber("a serial number given with a leading zero", [0x00, 0x4B, 0x01], [0x4B, 0x01]),
        SerialNumber("a serial number listed with a leading zero", [0x4B, 0x01], [0x00, 0x4B, 0x01]),
        SerialNumber("a serial number with its high bit set", [0xFB, 0x01, 0x02], [0xFB, 0x01, 0x02]),
        SerialNumber("a serial number of 20 bytes", Twenty(0x4B), Twenty(0x4B)),
        SerialNumber("a serial number of 20 bytes with its high bit set", Twenty(0xFB), Twenty(0xFB)),
        OtherSerialNumber("a listed number that ends alike", [0x01, 0x4B, 0x01], [0x4B, 0x01]),
        OtherSerialNumber("a listed number that begins alike", [0x4B, 0x01], [0x4B, 0x01, 0x00]),
        OtherSerialNumber("a listed number without the high bit", [0xFB, 0x01], [0x7B, 0x01]),
    ];

    private static byte[] Twenty(byte first) => [first, .. Enumerable.Range(1, 19).Select(value => (byte)value)];

    private static HostileCase SerialNumber(string name, byte[] ofCard, byte[] onList) =>
        new(26, name, Reject(ReasonCode.RevocationRevoked), (trial, stop) => TapListedAsync(trial, ofCard, onList, stop));

    private static HostileCase OtherSerialNumber(string name, byte[] ofCard, byte[] onList) =>
        new(26, name, Admit, (trial, stop) => TapListedAsync(trial, ofCard, onList, stop));

    private static Task TapListedAsync(Trial trial, byte[] ofCard, byte[] onList, CancellationToken cancellationToken)
    {
        var listed = new RevokedCertificate(onList, TrialPki.Yesterday);
        trial.Feed.PutCrl(TrialSource.IssuingList, trial.Pki.Issuing.IssueCrl(TrialPki.Yesterday, TrialPki.Yesterday.AddDays(7), 1, [listed]));
        return trial.TapAsync(trial.Pki.Member.WithSerialNumber(ofCard).Image(), cancellationToken);
    }
}
