using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Verification;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

public sealed class AdmissionPolicyTests
{
    private static readonly DateTimeOffset Now = At("07:30:00");

    [Fact]
    public void A_rejected_card_is_refused_with_the_verdicts_code_in_every_mode_and_under_any_policy()
    {
        foreach (var mode in Modes())
        {
            foreach (var code in Enum.GetValues<ReasonCode>())
            {
                var decision = Policy().Decide(mode, new Verdict.Rejected(code), Invited(), Clock(Now), FlagEverywhere);
                Assert.Equal(new AdmissionDecision.Deny(code), decision);
            }
        }
    }

    [Theory]
    [InlineData("meeting", true, UndecidedRule.RecordAndFlag, ReasonCode.Admitted)]
    [InlineData("meeting", true, UndecidedRule.Refuse, ReasonCode.RevocationUnknown)]
    [InlineData("meeting", false, UndecidedRule.RecordAndFlag, ReasonCode.RevocationUnknown)]
    [InlineData("procedure", true, UndecidedRule.RecordAndFlag, ReasonCode.Admitted)]
    [InlineData("procedure", true, UndecidedRule.Refuse, ReasonCode.RevocationUnknown)]
    [InlineData("procedure", false, UndecidedRule.RecordAndFlag, ReasonCode.RevocationUnknown)]
    [InlineData("verify", true, UndecidedRule.RecordAndFlag, ReasonCode.Admitted)]
    [InlineData("verify", true, UndecidedRule.Refuse, ReasonCode.RevocationUnknown)]
    [InlineData("verify", false, UndecidedRule.RecordAndFlag, ReasonCode.RevocationUnknown)]
    public void Each_mode_has_its_own_rule_and_an_unattended_terminal_always_refuses(string mode, bool attended, object rule, object expected)
    {
        // Give every mode except the one under test the opposite rule.
        var opposite = (UndecidedRule)rule is UndecidedRule.Refuse ? UndecidedRule.RecordAndFlag : UndecidedRule.Refuse;
        var freshness = new FreshnessPolicy(opposite, opposite, opposite, TimeSpan.Zero);
        var (chosen, policy) = mode switch
        {
            "meeting" => (Modes()[0], freshness with { Meeting = (UndecidedRule)rule }),
            "procedure" => (Modes()[1], freshness with { Procedure = (UndecidedRule)rule }),
            _ => (Modes()[2], freshness with { VerifyOnly = (UndecidedRule)rule }),
        };

        var decision = Policy(attended).Decide(
            chosen, new Verdict.Undecidable(ReasonCode.RevocationUnknown, Card()), Invited(), Clock(Now), policy);

        Assert.Equal(expected, CodeOf(decision));
    }

    [Fact]
    public void Whoever_is_admitted_undecided_carries_the_flag()
    {
        var decision = Policy().Decide(AtMeeting(), Stale(), Invited(), Clock(Now), FlagEverywhere);

        Assert.Equal(ReasonCode.RevocationStale, Assert.IsType<AdmissionDecision.Admit>(decision).Flag);
    }

    [Fact]
    public void An_undecided_card_that_is_flagged_still_needs_an_invitation()
    {
        var decision = Policy().Decide(
            AtMeeting(), Stale(), Invited() with { Invitation = null }, Clock(Now), FlagEverywhere);

        Assert.Equal(ReasonCode.AdmissionNotInvited, CodeOf(decision));
    }

    [Theory]
    [InlineData(ReasonCode.RevocationStale, ReasonCode.Admitted)]
    [InlineData(ReasonCode.RevocationUnknown, ReasonCode.Admitted)]
    [InlineData(ReasonCode.RevocationRevoked, ReasonCode.RevocationRevoked)]
    [InlineData(ReasonCode.ClockUntrusted, ReasonCode.ClockUntrusted)]
    [InlineData(ReasonCode.ClockBehind, ReasonCode.ClockBehind)]
    [InlineData(ReasonCode.None, ReasonCode.None)]
    [InlineData(ReasonCode.CertExpired, ReasonCode.CertExpired)]
    [InlineData((ReasonCode)65535, (ReasonCode)65535)]
    public void Only_missing_revocation_data_may_be_flagged(object code, object expected) =>
        Assert.Equal(expected, DecideFlagging(new Verdict.Undecidable((ReasonCode)code, Card())));

    [Fact]
    public void An_undecided_verdict_that_names_no_card_is_refused() =>
        Assert.Equal(ReasonCode.RevocationStale, DecideFlagging(new Verdict.Undecidable(ReasonCode.RevocationStale, Card: null)));

    [Theory]
    [InlineData(ClockFault.Behind, ReasonCode.ClockBehind)]
    [InlineData(ClockFault.Jumped, ReasonCode.ClockUntrusted)]
    [InlineData((ClockFault)99, ReasonCode.ClockUntrusted)]
    public void A_clock_with_a_fault_admits_nobody_in_any_mode_and_refuses_no_card_for_it(object fault, object expected)
    {
        foreach (var mode in Modes())
        {
            foreach (var verdict in new[] { Trusted(), Stale(), new Verdict.Undecidable(ReasonCode.ClockUntrusted, Card()) })
            {
                var decision = Policy().Decide(mode, verdict, Invited(), Clock(Now, (ClockFault)fault), FlagEverywhere);
                Assert.Equal(new AdmissionDecision.TryAgain((ReasonCode)expected), decision);
            }
        }
    }

    [Fact]
    public void A_rejection_stands_whatever_the_clock() =>
        Assert.Equal(
            ReasonCode.KeyMismatch,
            CodeOf(Policy().Decide(
                AtMeeting(), new Verdict.Rejected(ReasonCode.KeyMismatch), Invited(), Clock(Now, ClockFault.Behind), FlagEverywhere)));

    [Fact]
    public void Trust_without_assurance_admits_nobody()
    {
        var verdict = new Verdict.Trusted(Card(), Assurance.None, new RevocationStatus.Good(Opens));

        Assert.All(Modes(), mode => Assert.IsType<AdmissionDecision.Deny>(Policy().Decide(mode, verdict, Invited(), Clock(Now), FlagEverywhere)));
    }

    [Fact]
    public void Verify_only_tells_nothing_about_the_person()
    {
        var decision = Policy().Decide(new AdmissionMode.VerifyOnly(), Trusted(), Invited(), Clock(Now), RefuseEverywhere);

        Assert.Equal(new AdmissionDecision.Admit(new Attendee()), decision);
    }

    [Fact]
    public void Verify_only_needs_neither_record_nor_invitation()
    {
        var decision = Policy().Decide(new AdmissionMode.VerifyOnly(), Trusted(), Dossier.Empty, Clock(Now), RefuseEverywhere);

        Assert.IsType<AdmissionDecision.Admit>(decision);
    }

    [Theory]
    [InlineData(MemberStatus.Official, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Probationary, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Suspended, ReasonCode.AdmissionSuspended)]
    [InlineData(MemberStatus.Prosecuted, ReasonCode.AdmissionSuspended)]
    [InlineData(MemberStatus.Expelled, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Deceased, ReasonCode.AdmissionNotAMember)]
    internal void Verify_only_asks_the_members_standing_where_it_opens_the_door(MemberStatus status, ReasonCode expected)
    {
        var decision = Policy().Decide(new AdmissionMode.VerifyOnly(OpensDoor: true, AdmitsAnyCard: true), Trusted(), new Dossier(Member(status), null, null), Clock(Now), RefuseEverywhere);

        Assert.Equal(expected, CodeOf(decision));
    }

    [Fact]
    public void Verify_only_opens_the_door_for_a_genuine_card_without_a_record_and_still_tells_nothing() =>
        Assert.Equal(
            new AdmissionDecision.Admit(new Attendee()),
            Policy().Decide(new AdmissionMode.VerifyOnly(OpensDoor: true, AdmitsAnyCard: true), Trusted(), Dossier.Empty, Clock(Now), RefuseEverywhere));

    [Fact]
    public void Where_no_procedure_is_chosen_no_card_counts()
    {
        Assert.Equal(new AdmissionDecision.Deny(ReasonCode.AdmissionNoProcedure), Policy().Decide(new AdmissionMode.AwaitingChoice(), Trusted(), Invited(), Clock(Now), FlagEverywhere));
        Assert.Equal(new AdmissionDecision.Deny(ReasonCode.RevocationStale), Policy().Decide(new AdmissionMode.AwaitingChoice(), Stale(), Invited(), Clock(Now), FlagEverywhere));
    }

    private static AdmissionMode[] Modes() => [AtMeeting(), ProcedureAdmissionTests.Mode(), new AdmissionMode.VerifyOnly(), new AdmissionMode.AwaitingChoice()];

    private static Verdict.Undecidable Stale() => new(ReasonCode.RevocationStale, Card());

    private static ReasonCode DecideFlagging(Verdict.Undecidable verdict) =>
        CodeOf(Policy().Decide(AtMeeting(), verdict, Invited(), Clock(Now), FlagEverywhere));
}
