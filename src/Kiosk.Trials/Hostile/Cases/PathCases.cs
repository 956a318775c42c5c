using System.Security.Cryptography.X509Certificates;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Rows 13 to 15: the certificate's issuer and validity, and the terminal's clock.</summary>
internal static class PathCases
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    public static IEnumerable<HostileCase> All =>
    [
        Untrusted("a self-signed leaf under our issuer's name", trial => SignedBy(trial.Pki.Member, trial.Pki.Member.Key, _ => { })),
        Untrusted("a foreign CA under our CA's name", trial => trial.Pki.Member.IssuedBy(trial.Pki.Foreign)),
        Untrusted("a leaf issued by a leaf", trial => SignedBy(trial.Pki.Member, trial.Pki.OtherMember.Key, fields => fields.Issuer = NameOf(trial.Pki.OtherMember.Certificate))),
        Untrusted("pathLen exceeded", IssuedBelowTheLast),
        Untrusted("name chaining broken", trial => trial.Pki.Member.Reissued(fields => fields.Issuer = NameOf(trial.Pki.Root.Certificate))),
        Untrusted("issued by the root's key under the CA's name", trial => SignedBy(trial.Pki.Member, trial.Pki.Root.Key, _ => { })),
        Untrusted("an intermediate that is no CA", IssuedByCardAsIntermediate),
        .. Validity(),
        .. Clock(),
    ];

    private static HostileCase Untrusted(string name, Func<Trial, IssuedCard> forge) =>
        new(13, name, Reject(ReasonCode.CertUntrusted), (trial, stop) => trial.TapAsync(forge(trial).Image(), stop));

    private static IssuedCard IssuedBelowTheLast(Trial trial)
    {
        var subordinate = trial.Pki.Issuing.CreateSubordinate("CN=Below the last, O=Self-test", TrialPki.Begin, TrialPki.End);
        trial.Feed.PutIssuer("subordinate", subordinate.Certificate);
        return trial.Pki.Member.IssuedBy(subordinate);
    }

    private static IssuedCard IssuedByCardAsIntermediate(Trial trial)
    {
        trial.Feed.PutIssuer("leaf", trial.Pki.OtherMember.Certificate);
        return SignedBy(trial.Pki.Member, trial.Pki.OtherMember.Key, fields => fields.Issuer = NameOf(trial.Pki.OtherMember.Certificate));
    }

    private static IssuedCard SignedBy(IssuedCard card, KeyPair key, Action<TbsFields> edit) => card.Forged(certificate => CertificateForge.Reissue(certificate, key, edit));

    /// <summary>A certificate's subject, DER.</summary>
    private static byte[] NameOf(ReadOnlyMemory<byte> certificate)
    {
        using var parsed = X509CertificateLoader.LoadCertificate(certificate.Span);
        return parsed.SubjectName.RawData;
    }

    private static IEnumerable<HostileCase> Validity() =>
    [
        // notAfter includes its whole second; notBefore starts with its second.
        new(14, "good in its last second, expired after it", [Admit, Reject(ReasonCode.CertExpired)], (trial, stop) =>
            TapAroundAsync(trial, trial.Pki.Member.ValidTo(TrialPki.Now + Minute), Minute + TimeSpan.FromSeconds(1), stop)),
        new(14, "not yet valid until its first second", [Reject(ReasonCode.CertNotYetValid), Admit], (trial, stop) =>
            TapAroundAsync(trial, trial.Pki.Member.ValidFrom(TrialPki.Now + Minute), Minute, stop)),
        new(14, "expired a year ago", Reject(ReasonCode.CertExpired), (trial, stop) => trial.TapAsync(trial.Pki.Member.ValidFrom(TrialPki.Begin).ValidTo(TrialPki.Now.AddMonths(-2)).Image(), stop)),
        new(14, "issuer good in its last second, expired after it", [Admit, Reject(ReasonCode.CertExpired)], (trial, stop) =>
            TapAroundAsync(trial, IssuedByAnother(trial, TrialPki.Begin, TrialPki.Now + Minute), Minute + TimeSpan.FromSeconds(1), stop)),
        new(14, "issuer not yet valid until its first second", [Reject(ReasonCode.CertNotYetValid), Admit], (trial, stop) =>
            TapAroundAsync(trial, IssuedByAnother(trial, TrialPki.Now + Minute, TrialPki.End), Minute, stop)),
    ];

    private static IssuedCard IssuedByAnother(Trial trial, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var issuing = trial.Pki.Root.CreateSubordinate("CN=Short-lived CA, O=Self-test", notBefore, notAfter);
        trial.Feed.PutIssuer("short-lived", issuing.Certificate);
        trial.Feed.PutCrl("short-lived", TrialPki.ListOf(issuing, 1));
        return trial.Pki.Member.IssuedBy(issuing);
    }

    /// <summary>Taps 100 ms before the moment, and at it.</summary>
    private static async Task TapAroundAsync(Trial trial, IssuedCard card, TimeSpan moment, CancellationToken cancellationToken)
    {
        trial.Time.Advance(moment - Tick);
        await trial.TapAsync(card.Image(), cancellationToken);
        trial.Time.SetUtcNow(TrialPki.Now + moment);
        await trial.TapAsync(card.Image(), cancellationToken);
    }

    private static IEnumerable<HostileCase> Clock() =>
    [
        new(15, "clock unset at boot", Leave(ReasonCode.ClockBehind), (trial, stop) =>
        {
            trial.Time.SetUtcNow(DateTimeOffset.UnixEpoch);
            return trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        new(15, "clock unset at boot, then set by hand", [Leave(ReasonCode.ClockBehind), Admit], async (trial, stop) =>
        {
            trial.Setting = trial.Setting with { Clock = ClockTrust.FloorOnly };
            trial.Time.SetUtcNow(DateTimeOffset.UnixEpoch);
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            trial.Time.SetUtcNow(TrialPki.Now);
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        new(15, "clock set back behind the floor", [Admit, Leave(ReasonCode.ClockBehind)], (trial, stop) => TapAtAsync(trial, TrialPki.Now.AddDays(-30), stop)),
        new(15, "clock some minutes behind the newest signed data", Admit, (trial, stop) =>
        {
            trial.Setting = trial.Setting with { Mode = TrialMode.VerifyOnly };
            return TapUnattestedAtAsync(trial, TrialPki.Yesterday.AddMinutes(-9), stop);
        }),
        new(15, "clock behind the newest signed data", Leave(ReasonCode.ClockBehind), (trial, stop) => TapUnattestedAtAsync(trial, TrialPki.Yesterday.AddMinutes(-11), stop)),
        new(15, "clock behind the last attested record at a restart", [Admit, Leave(ReasonCode.ClockBehind)], async (trial, stop) =>
        {
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
            await trial.RestartAsync();
            trial.Time.SetUtcNow(TrialPki.Now.AddHours(-1));
            await trial.TapAsync(trial.Pki.OtherMember.Image(), stop);
        }),
        new(15, "a running clock set back by three hours", [Admit, Leave(ReasonCode.ClockBehind)], (trial, stop) =>
        {
            trial.Setting = trial.Setting with { Clock = ClockTrust.FloorOnly };
            return TapAtAsync(trial, TrialPki.Now.AddHours(-3), stop);
        }),
        new(15, "a jump of two days forward", [Admit, Leave(ReasonCode.ClockUntrusted)], (trial, stop) =>
        {
            trial.Setting = trial.Setting with { Clock = ClockTrust.FloorOnly };
            return TapAtAsync(trial, TrialPki.Now.AddDays(2), stop);
        }),
        new(15, "clock years ahead at boot", Leave(ReasonCode.ClockUntrusted), (trial, stop) => TapUnattestedAtAsync(trial, TrialPki.Now.AddYears(9), stop)),
        new(15, "a record once written under a clock years ahead", [Reject(ReasonCode.CertExpired), Admit], async (trial, stop) =>
        {
            trial.Setting = trial.Setting with { Clock = ClockTrust.Rtc };
            trial.Time.SetUtcNow(TrialPki.Now.AddYears(9));
            await trial.TapAsync(trial.Pki.OtherMember.Image(), stop);
            await trial.RestartAsync();
            trial.Time.SetUtcNow(TrialPki.Now);
            await trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
        new(15, "a revoked card waits for the clock like every other", Leave(ReasonCode.ClockBehind), (trial, stop) =>
        {
            trial.Feed.PutCrl(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 1, trial.Pki.Member));
            trial.Time.SetUtcNow(DateTimeOffset.UnixEpoch);
            return trial.TapAsync(trial.Pki.Member.Image(), stop);
        }),
    ];

    private static Task TapUnattestedAtAsync(Trial trial, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        trial.Setting = trial.Setting with { Clock = ClockTrust.FloorOnly };
        trial.Time.SetUtcNow(instant);
        return trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
    }

    private static async Task TapAtAsync(Trial trial, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        await trial.TapAsync(trial.Pki.Member.Image(), cancellationToken);
        trial.Time.Advance(TimeSpan.FromSeconds(5));
        trial.Time.SetUtcNow(instant);
        await trial.TapAsync(trial.Pki.OtherMember.Image(), cancellationToken);
    }
}
