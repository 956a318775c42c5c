using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Reasons;
using static Kiosk.Trials.Hostile.Play.Answer;

namespace Kiosk.Trials.Hostile.Cases;

/// <summary>Row 32: nothing personal on the screen, in the log or in the metrics. The other rows also check for traces after each refusal.</summary>
internal static class SilenceCases
{
    private static readonly Answer[] Refusals = [Reject(ReasonCode.RevocationRevoked), Reject(ReasonCode.CertExpired), Reject(ReasonCode.KeyMismatch), Reject(ReasonCode.CertUntrusted)];

    public static IEnumerable<HostileCase> All =>
    [
        InMode("at a meeting, revoked, expired, copied and forged look alike", new TrialSetting()),
        InMode("at a procedure, revoked, expired, copied and forged look alike", new TrialSetting { Mode = TrialMode.Procedure }),
        InMode("unattended, revoked, expired, copied and forged look alike", new TrialSetting { IsAttended = false, Mode = TrialMode.VerifyOnly }),
    ];

    private static HostileCase InMode(string name, TrialSetting setting) => new(32, name, Refusals, async (trial, stop) =>
    {
        trial.Setting = setting;
        var (member, other) = (trial.Pki.Member, trial.Pki.OtherMember);
        trial.Feed.PutCrl(TrialSource.IssuingList, TrialPki.ListOf(trial.Pki.Issuing, 1, member));
        await trial.TapAsync(member.Image(), stop);
        await trial.TapAsync(other.ValidTo(TrialPki.Yesterday).Image(), stop);
        await trial.TapAsync(other.CopyWith(trial.Pki.Stranger), stop);
        await trial.TapAsync(other.IssuedBy(trial.Pki.Foreign).Image(), stop);
        trial.Expect(trial.Words.Distinct(StringComparer.Ordinal).Count() == 1, "The screens tell one refusal from another.");
    });
}
