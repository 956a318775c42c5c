using Kiosk.Service.Tests.Admission;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Service.Tests.SelfTest;
using Kiosk.Testing.Sources;
using Kiosk.Trials.Hostile;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.Reasons;

/// <summary>The page is the table's, and every code of the table is given by something that runs.</summary>
public sealed class ReasonPageTests
{
    private const string Meetings = "Kiosk.Service.Tests/Admission/MeetingAdmissionTests.cs";
    private const string Desk = "Kiosk.Collector.Tests/Attendance/AttendanceListTests.cs";
    private const string AtTheDesk = "What_the_support_desk_recorded_keeps_its_reason";

    /// <summary>What no case of the hostile table gives: the test that does, its file, and the word for the code in it.</summary>
    private static readonly Dictionary<ReasonCode, (string Test, string File, string Word)> Elsewhere = new()
    {
        [ReasonCode.CardTwoInField] = ("A_fault_has_its_reason", "Kiosk.Verification.Tests/Reasons/CardReadReasonTests.cs", "ReasonCode.CardTwoInField"),
        [ReasonCode.CardReaderFault] = (nameof(SelfTestCommandTests.A_verifier_that_breaks_down_is_a_surprise), "Kiosk.Service.Tests/SelfTest/SelfTestCommandTests.cs", "card.reader-fault"),
        [ReasonCode.KeyAlgorithm] = (
            "An_algorithm_that_does_not_fit_the_certificates_key_is_refused", "Kiosk.Verification.Tests/Piv/CardAuthenticationVerifierTests.cs", "ReasonCode.KeyAlgorithm"),
        [ReasonCode.AdmissionTooEarly] = (nameof(MeetingAdmissionTests.Too_early_says_when_the_doors_open), Meetings, "ReasonCode.AdmissionTooEarly"),
        [ReasonCode.AdmissionTooLate] = (nameof(MeetingAdmissionTests.Cards_are_taken_from_Opens_and_not_at_Closes), Meetings, "ReasonCode.AdmissionTooLate"),
        [ReasonCode.AdmissionNotAMember] = (nameof(MeetingAdmissionTests.Without_a_record_nobody_on_the_list_but_a_guest_enters), Meetings, "ReasonCode.AdmissionNotAMember"),
        [ReasonCode.AdmissionLeft] = (nameof(DoorDirectionTests.A_way_out_records_whoever_leaves_at_any_time), "Kiosk.Service.Tests/Admission/DoorDirectionTests.cs", "ReasonCode.AdmissionLeft"),
        [ReasonCode.AdmissionOperator] = (nameof(OperatorCardTests.The_card_of_an_operator_who_is_on_no_list_opens_the_menu), "Kiosk.Service.Tests/Admission/OperatorCardTests.cs", "ReasonCode.AdmissionOperator"),
        [ReasonCode.AdmissionNotOfficial] = (
            nameof(ProcedureAdmissionTests.A_new_card_is_handed_over_to_official_members_only), "Kiosk.Service.Tests/Admission/ProcedureAdmissionTests.cs", "ReasonCode.AdmissionNotOfficial"),
        [ReasonCode.AdmissionNoClerk] = (nameof(ClerkAdmissionTests.Without_a_clerk_no_card_is_taken_whatever_was_chosen), "Kiosk.Service.Tests/Admission/ClerkAdmissionTests.cs", "ReasonCode.AdmissionNoClerk"),
        [ReasonCode.AdmissionDeskOpened] = (
            nameof(ClerkDeskTests.A_clerk_opens_the_desk_and_each_receipt_is_bound_to_clerk_case_and_purpose_under_seal), "Kiosk.Service.Tests/CheckIn/ClerkDeskTests.cs", "ReasonCode.AdmissionDeskOpened"),
        [ReasonCode.AdmissionDeskClosed] = (nameof(ClerkDeskTests.The_same_card_closes_it_and_what_was_chosen_is_forgotten), "Kiosk.Service.Tests/CheckIn/ClerkDeskTests.cs", "ReasonCode.AdmissionDeskClosed"),
        [ReasonCode.AdmissionRecordAsked] = (nameof(OwnRecordTests.The_second_tap_shows_what_is_kept_and_the_first_does_not), "Kiosk.Service.Tests/CheckIn/OwnRecordTests.cs", "ReasonCode.AdmissionRecordAsked"),
        [ReasonCode.AdmissionRecordShown] = (nameof(OwnRecordTests.The_second_tap_shows_what_is_kept_and_the_first_does_not), "Kiosk.Service.Tests/CheckIn/OwnRecordTests.cs", "ReasonCode.AdmissionRecordShown"),
        [ReasonCode.AdmissionOldCard] = (nameof(ProcedureAdmissionTests.A_new_card_is_handed_over_to_official_members_only), "Kiosk.Service.Tests/Admission/ProcedureAdmissionTests.cs", "ReasonCode.AdmissionOldCard"),
        [ReasonCode.AdmissionOtherHolder] = (nameof(ProcedureAdmissionTests.The_new_card_must_be_the_same_members), "Kiosk.Service.Tests/Admission/ProcedureAdmissionTests.cs", "ReasonCode.AdmissionOtherHolder"),
        [ReasonCode.AdmissionCardEnded] = (nameof(ProcedureAdmissionTests.A_card_that_was_handed_in_is_refused_in_every_mode), "Kiosk.Service.Tests/Admission/ProcedureAdmissionTests.cs", "ReasonCode.AdmissionCardEnded"),
        [ReasonCode.AdmissionNoProcedure] = (
            nameof(AdmissionPolicyTests.Where_no_procedure_is_chosen_no_card_counts), "Kiosk.Service.Tests/Admission/AdmissionPolicyTests.cs", "ReasonCode.AdmissionNoProcedure"),
        [ReasonCode.TerminalJournal] = ("A_sync_that_fails_takes_the_terminal_out_of_service", "Kiosk.EndToEnd.Tests/Faults/BrokenDiskTests.cs", "terminal.journal"),
        [ReasonCode.TerminalFeed] = (nameof(ExpiredFeedTests.Where_it_says_refuse_nobody_is_served_and_the_operator_is_told_what_to_do), "Kiosk.Service.Tests/CheckIn/ExpiredFeedTests.cs", "ReasonCode.TerminalFeed"),
        [ReasonCode.TerminalRevoked] = (nameof(RevokedTerminalTests.A_terminal_whose_key_the_feed_revokes_serves_nobody_and_says_why), "Kiosk.Service.Tests/CheckIn/RevokedTerminalTests.cs", "ReasonCode.TerminalRevoked"),
        [ReasonCode.TerminalNoAccess] = (nameof(NoAccessTests.A_terminal_that_cannot_open_its_data_serves_nobody_and_says_why), "Kiosk.Service.Tests/CheckIn/NoAccessTests.cs", "ReasonCode.TerminalNoAccess"),
        [ReasonCode.DeskNoCard] = (AtTheDesk, Desk, "ReasonCode.DeskNoCard"),
        [ReasonCode.DeskCardLeftBehind] = (AtTheDesk, Desk, "ReasonCode.DeskCardLeftBehind"),
        [ReasonCode.DeskCardUnreadable] = (AtTheDesk, Desk, "ReasonCode.DeskCardUnreadable"),
        [ReasonCode.DeskGuest] = (AtTheDesk, Desk, "ReasonCode.DeskGuest"),
        [ReasonCode.DeskSubstitute] = ("An_alternate_takes_an_absent_delegates_place_by_the_document_that_decides_it", "Kiosk.Collector.Tests/Desk/SubstitutionTests.cs", "ReasonCode.DeskSubstitute"),
        [ReasonCode.DeskMistaken] = (AtTheDesk, Desk, "ReasonCode.DeskMistaken"),
        [ReasonCode.DeskNotEntered] = (AtTheDesk, Desk, "ReasonCode.DeskNotEntered"),
        [ReasonCode.DeskTrial] = (AtTheDesk, Desk, "ReasonCode.DeskTrial"),
        [ReasonCode.DeskAbsentIll] = (AtTheDesk, Desk, "ReasonCode.DeskAbsentIll"),
        [ReasonCode.DeskAbsentOnDuty] = (AtTheDesk, Desk, "ReasonCode.DeskAbsentOnDuty"),
        [ReasonCode.DeskAbsentFamily] = (AtTheDesk, Desk, "ReasonCode.DeskAbsentFamily"),
        [ReasonCode.DeskAbsentOther] = (AtTheDesk, Desk, "ReasonCode.DeskAbsentOther"),
        [ReasonCode.DeskAbsentUnexcused] = (AtTheDesk, Desk, "ReasonCode.DeskAbsentUnexcused"),
    };

    [Fact]
    public void The_committed_page_is_the_one_that_kiosk_reasons_prints() =>
        Assert.Equal(ReasonPage.Write(), File.ReadAllText(SourceTree.PathOf("docs", "reasons.md")).ReplaceLineEndings("\n"));

    [Fact]
    public void The_page_names_every_code_with_both_sentences() => Assert.All(ReasonTable.All, reason =>
    {
        Assert.Contains($"| {(ushort)reason.Code} | `{reason.Name}` |", ReasonPage.Write(), StringComparison.Ordinal);
        Assert.Contains(reason.Meaning.Vietnamese, ReasonPage.Write(), StringComparison.Ordinal);
        Assert.Contains(reason.Meaning.English, ReasonPage.Write(), StringComparison.Ordinal);
    });

    /// <summary>That a case of the table gives the codes it expects is what <see cref="HostileTableTests"/> sees.</summary>
    [Fact]
    public void No_code_is_unreachable()
    {
        var byTable = HostileTable.All.SelectMany(one => one.Expected).Select(answer => answer.Code);

        Assert.Empty(Enum.GetValues<ReasonCode>().Except(byTable).Except(Elsewhere.Keys).Except([ReasonCode.None]));
        Assert.Empty(Elsewhere.Keys.Intersect(byTable));
    }

    [Fact]
    public void What_the_table_does_not_give_is_given_by_a_test_that_exists() => Assert.All(Elsewhere, place =>
    {
        var source = File.ReadAllText(SourceTree.PathOf("tests", place.Value.File));

        Assert.Contains(place.Value.Test, source, StringComparison.Ordinal);
        Assert.Contains(place.Value.Word, source, StringComparison.Ordinal);
    });
}
