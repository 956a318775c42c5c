using System.Security.Cryptography.X509Certificates;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Der;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Rows 22 and 23: CRLs that must be rejected, wholly or in part. The issuer's last good CRL revokes the member; the hostile one does not.</summary>
internal static class ListCases
{
    private const string Unknown = "1.3.6.1.4.1.55555.3";
    private const string AuthorityCrlNumber = "2.5.29.20";
    private static readonly Answer[] RefusedAndKept = [ListRefused, Reject(ReasonCode.RevocationRevoked)];

    public static IEnumerable<HostileCase> All =>
    [
        new(22, "the same list in order is taken", [ListTaken, Admit], (trial, stop) => PlayRefusedAsync(trial, _ => { }, stop)),
        new(22, "an empty sequence where nobody is revoked", [ListTaken, Admit], (trial, stop) => PlayRefusedAsync(trial, fields => fields.Entries = [0x30, 0x00], stop)),
        Refused("two empty sequences where nobody is revoked", (_, fields) => fields.Entries = [0x30, 0x00, 0x30, 0x00]),
        Refused("entries behind an empty sequence", (trial, fields) => fields.Entries = [0x30, 0x00, .. EntriesOf(trial)]),
        Refused("ECDSA with NULL parameters", (_, fields) => fields.Algorithm = fields.OuterAlgorithm = Convert.FromHexString("300C06082A8648CE3D0403020500")),
        Refused("GeneralizedTime before 2050", (_, fields) => fields.ThisUpdate = [0x18, 0x0F, .. "20261121000000Z"u8]),
        new(22, "bad signature", RefusedAndKept, (trial, stop) => PlayAsync(trial, Tampered(Newer(trial).Sign(trial.Pki.Issuing.Key)), stop)),
        new(22, "wrong signer", RefusedAndKept, (trial, stop) => PlayAsync(trial, Newer(trial).Sign(trial.Pki.OtherIssuing.Key), stop)),
        new(22, "signed by a card", RefusedAndKept, (trial, stop) => PlayAsync(trial, Newer(trial).Sign(trial.Pki.Member.Key), stop)),
        new(22, "signer without cRLSign", [ListRefused, Leave(ReasonCode.RevocationUnknown)], PlaySignerWithoutCrlSignAsync),
        Refused("other issuer name", (trial, fields) => fields.Issuer = NameOf(trial.Pki.OtherIssuing)),
        Refused("unknown critical extension", (_, fields) => fields.Extensions.Add(CertificateForge.Extension(Unknown, critical: true, [0x05, 0x00]))),
        Refused("an extension twice", (_, fields) => fields.Extensions.Add(fields.Extensions[0])),
        Refused("indirect", (_, fields) => fields.Extensions.Add(DistributionPoint(0x84, [0xFF]))),
        Refused("partial reasons", (_, fields) => fields.Extensions.Add(DistributionPoint(0x83, [0x06, 0x40]))),
        Refused("for CA certificates only", (_, fields) => fields.Extensions.Add(DistributionPoint(0x82, [0xFF]))),
        Refused("a delta", (_, fields) => fields.Extensions.Add(CertificateForge.Extension(Oids.DeltaCrlIndicator, critical: true, [0x02, 0x01, 0x01]))),
        new(22, "for user certificates only, from the root", [ListRefused, Reject(ReasonCode.RevocationIssuerRevoked)], PlayUserOnlyRootAsync),
        Refused("inner and outer algorithm differ", (_, fields) => fields.OuterAlgorithm = Convert.FromHexString("300A06082A8648CE3D040303")),
        Refused("an unknown version", (_, fields) => fields.Version = [0x02, 0x01, 0x02]),

        new(23, "thisUpdate in the future within the tolerance", [ListTaken, Admit], (trial, stop) =>
            PlayRefusedAsync(trial, fields => Date(fields, TrialPki.Now.AddMinutes(10), TrialPki.Now.AddDays(8)), stop)),
        new(23, "thisUpdate a day in the future: the last good list revokes", [ListTaken, Reject(ReasonCode.RevocationRevoked)], (trial, stop) =>
            PlayRefusedAsync(trial, fields => Date(fields, TrialPki.Now.AddDays(1), TrialPki.Now.AddDays(8)), stop)),
        new(23, "thisUpdate an hour in the future: nobody is refused for that, and in time the list counts by itself", [ListTaken, Admit, Reject(ReasonCode.RevocationRevoked), Admit], PlayDatedAheadAsync),
        RefusedLate("no number", fields => fields.Extensions = [CertificateForge.Extension(Unknown, critical: false, [0x05, 0x00])]),
        new(23, "nextUpdate past, unattended", Leave(ReasonCode.RevocationStale), (trial, stop) => TapByStaleListAsync(trial, TimeSpan.FromHours(1), isAttended: false, stop)),
        new(23, "nextUpdate past, attended and allowed by the policy", Flag(ReasonCode.RevocationStale), (trial, stop) => TapByStaleListAsync(trial, TimeSpan.FromHours(1), isAttended: true, stop)),
        new(23, "nextUpdate past for longer than the policy allows", Leave(ReasonCode.RevocationStale), (trial, stop) => TapByStaleListAsync(trial, TimeSpan.FromDays(15), isAttended: true, stop)),
        new(23, "nextUpdate reached during the meeting, to the exact second", [Admit, Flag(ReasonCode.RevocationStale)], TapAroundNextUpdateAsync),
        new(23, "revoked by a list whose nextUpdate is past", Reject(ReasonCode.RevocationRevoked), (trial, stop) =>
        {
            var stale = trial.Pki.Issuing.IssueCrl(TrialPki.Now.AddDays(-30), TrialPki.Now.AddDays(-20), 1, [new RevokedCertificate(trial.Pki.Member.SerialNumber, TrialPki.Now.AddDays(-31))]);
            trial.Feed.PutCrl(TrialSource.IssuingList, stale);
            return trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        RefusedLate("no nextUpdate", fields => fields.NextUpdate = []),
        RefusedLate("nextUpdate before thisUpdate", fields => Date(fields, TrialPki.Yesterday, TrialPki.Yesterday.AddDays(-1))),
        RefusedLate("an older number than the stored one", fields => fields.Extensions = [Number(4)]),
        RefusedLate("the stored number with other content", fields => fields.Extensions = [Number(5)]),
        new(23, "no list of the issuer, unattended", Leave(ReasonCode.RevocationUnknown), (trial, stop) => TapWithoutListAsync(trial, isAttended: false, stop)),
        new(23, "no list of the issuer, attended and allowed by the policy", Flag(ReasonCode.RevocationUnknown), (trial, stop) => TapWithoutListAsync(trial, isAttended: true, stop)),
        new(23, "the list withdrawn from the source", [ListTaken, Reject(ReasonCode.RevocationRevoked)], async (trial, stop) =>
        {
            await RevokeMemberAsync(trial, stop);
            trial.Feed.RemoveCrl(TrialSource.IssuingList);
            await trial.PublishAsync(stop);
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
    ];

    /// <summary>Replaces a CRL that revokes the member by a newer, faulty one that does not; then the member taps.</summary>
    public static Task PlayRefusedAsync(Trial trial, Action<CrlFields> edit, CancellationToken cancellationToken)
    {
        var fields = Newer(trial);
        edit(fields);
        return PlayAsync(trial, fields.Sign(trial.Pki.Issuing.Key), cancellationToken);
    }

    /// <inheritdoc cref="PlayRefusedAsync"/>
    public static async Task PlayAsync(Trial trial, ReadOnlyMemory<byte> list, CancellationToken cancellationToken)
    {
        await RevokeMemberAsync(trial, cancellationToken);
        await trial.PublishAsync(TrialSource.IssuingList, list, cancellationToken);
        await trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
    }

    /// <summary>The last good CRL revokes the member; one dated an hour ahead does not. Until then only another member is admitted, afterwards the member too.</summary>
    private static async Task PlayDatedAheadAsync(Trial trial, CancellationToken cancellationToken)
    {
        await RevokeMemberAsync(trial, cancellationToken);
        var fields = Newer(trial);
        Date(fields, TrialPki.Now.AddHours(1), TrialPki.Now.AddDays(8));
        await trial.PublishAsync(TrialSource.IssuingList, fields.Sign(trial.Pki.Issuing.Key), cancellationToken);
        await trial.TapAsync(trial.Pki.OtherMember.Image(), cancellationToken);
        await trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
        trial.Time.Advance(TimeSpan.FromHours(1));
        await trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
    }

    /// <summary>A valid, empty CRL of today, number 6.</summary>
    public static CrlFields Newer(Trial trial)
    {
        var fields = new CrlFields { Issuer = NameOf(trial.Pki.Issuing), Extensions = [Number(6)] };
        Date(fields, TrialPki.Now.AddHours(-1), TrialPki.Now.AddDays(7));
        return fields;
    }

    /// <summary>Puts CRL number 5 in force, which revokes the member.</summary>
    public static Task RevokeMemberAsync(Trial trial, CancellationToken cancellationToken)
    {
        trial.Feed.PutCrl(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 5, trial.Pki.Member));
        return trial.TakeAsync(cancellationToken);
    }

    private static HostileCase Refused(string name, Action<Trial, CrlFields> edit) =>
        new(22, name, RefusedAndKept, (trial, stop) => PlayRefusedAsync(trial, fields => edit(trial, fields), stop));

    private static HostileCase RefusedLate(string name, Action<CrlFields> edit) =>
        new(23, name, RefusedAndKept, (trial, stop) => PlayRefusedAsync(trial, edit, stop));

    private static void Date(CrlFields fields, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate) =>
        (fields.ThisUpdate, fields.NextUpdate) = (CrlFields.UtcTime(thisUpdate), CrlFields.UtcTime(nextUpdate));

    private static byte[] Number(byte number) => CertificateForge.Extension(AuthorityCrlNumber, critical: false, [0x02, 0x01, number]);

    /// <summary>A critical issuingDistributionPoint with one field (RFC 5280, 5.2.5).</summary>
    private static byte[] DistributionPoint(byte tag, byte[] value) => CertificateForge.Extension(
        Oids.IssuingDistributionPoint, critical: true, [0x30, (byte)(value.Length + 2), tag, (byte)value.Length, .. value]);

    private static byte[] Tampered(byte[] list)
    {
        list[^3] ^= 0x01;
        return list;
    }

    /// <summary>The entries of a CRL that revokes the member.</summary>
    private static byte[] EntriesOf(Trial trial) => CrlFields.Sequence(CrlParser.Parse(TrialPki.ListOf(trial.Pki.Issuing, 6, trial.Pki.Member)).Entries.ToArray());

    private static byte[] NameOf(CertificateAuthority authority)
    {
        using var parsed = X509CertificateLoader.LoadCertificate(authority.Certificate.Span);
        return parsed.SubjectName.RawData;
    }

    private static async Task PlaySignerWithoutCrlSignAsync(Trial trial, CancellationToken cancellationToken)
    {
        trial.Setting = trial.Setting with { IsAttended = false };
        var issuing = trial.Pki.Root.CreateSubordinate("CN=CA without cRLSign, O=Self-test", TrialPki.Begin, TrialPki.End);
        var usage = CardExtensions.KeyUsage(X509KeyUsageFlags.KeyCertSign);
        var certificate = CertificateForge.Reissue(issuing.Certificate, trial.Pki.Root.Key, fields =>
        {
            fields.Extensions.RemoveAll(extension => extension.Span.IndexOf((ReadOnlySpan<byte>)[0x06, 0x03, 0x55, 0x1D, 0x0F]) >= 0);
            fields.Extensions.Add(CertificateForge.Extension(Oids.KeyUsage, critical: true, usage.RawData));
        });
        trial.Feed.PutIssuer("no-crl-sign", certificate);
        await trial.PublishAsync("no-crl-sign", TrialPki.ListOf(issuing, 1), cancellationToken);
        await trial.TapAsync(trial.Pki.Member.IssuedBy(issuing).Image(), cancellationToken);
    }

    private static async Task PlayUserOnlyRootAsync(Trial trial, CancellationToken cancellationToken)
    {
        var revoked = new RevokedCertificate(trial.Pki.Issuing.SerialNumber, TrialPki.Yesterday);
        trial.Feed.PutCrl("root", trial.Pki.Root.IssueCrl(TrialPki.Yesterday, TrialPki.Yesterday.AddDays(7), 5, [revoked]));
        await trial.TakeAsync(cancellationToken);
        var fields = Newer(trial);
        fields.Issuer = NameOf(trial.Pki.Root);
        fields.Extensions.Add(DistributionPoint(0x81, [0xFF]));
        await trial.PublishAsync("root", fields.Sign(trial.Pki.Root.Key), cancellationToken);
        await trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
    }

    private static Task TapByStaleListAsync(Trial trial, TimeSpan age, bool isAttended, CancellationToken cancellationToken)
    {
        trial.Setting = trial.Setting with { IsAttended = isAttended };
        trial.Feed.PutCrl(TrialSource.IssuingList, trial.Pki.Issuing.IssueCrl(TrialPki.Now.AddDays(-30), TrialPki.Now - age, 1, []));
        return trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
    }

    private static async Task TapAroundNextUpdateAsync(Trial trial, CancellationToken cancellationToken)
    {
        trial.Feed.PutCrl(TrialSource.IssuingList, trial.Pki.Issuing.IssueCrl(TrialPki.Yesterday, TrialPki.Now.AddSeconds(10), 1, []));
        trial.Time.Advance(TimeSpan.FromSeconds(10.9));
        await trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
        trial.Time.SetUtcNow(TrialPki.Now.AddSeconds(11));
        await trial.TapAsync(trial.Pki.OtherMember.Image(), cancellationToken);
    }

    private static Task TapWithoutListAsync(Trial trial, bool isAttended, CancellationToken cancellationToken)
    {
        trial.Setting = trial.Setting with { IsAttended = isAttended };
        trial.Feed.RemoveCrl(TrialSource.IssuingList);
        return trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
    }
}
