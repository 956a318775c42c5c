using Kiosk.Testing.Wording;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Verification.Tests.Reasons;

public sealed class ReasonTableTests
{
    /// <summary>Journals contain the numbers and scripts the names: lines may be added here, never changed.</summary>
    private const string Pinned = """
        0 none
        1 admitted
        100 card.removed
        101 card.unsupported
        102 card.malformed
        103 card.timeout
        104 card.swapped
        105 card.two-in-field
        106 card.reader-fault
        107 card.not-personalised
        200 cert.untrusted
        201 cert.expired
        202 cert.not-yet-valid
        203 cert.signature
        204 cert.weak-key
        205 cert.weak-signature
        206 cert.usage
        207 cert.policy
        208 cert.constraint
        209 cert.unknown-critical
        210 cert.malformed
        300 key.mismatch
        301 key.algorithm
        302 key.replay
        303 key.malformed-signature
        304 key.late
        400 binding.uuid
        401 binding.fascn
        402 binding.chuid-signature
        403 binding.chuid-expired
        500 revocation.revoked
        501 revocation.on-hold
        502 revocation.stale
        503 revocation.unknown
        504 revocation.issuer-revoked
        600 clock.untrusted
        601 clock.behind
        700 admission.not-invited
        701 admission.already-in
        702 admission.too-early
        703 admission.too-late
        704 admission.wrong-door
        705 admission.suspended
        706 admission.not-a-member
        707 admission.no-procedure
        708 admission.left
        709 admission.operator
        710 admission.not-official
        711 admission.no-rule
        712 admission.not-allowed-here
        713 admission.not-at-this-hour
        714 admission.passback
        715 admission.acknowledged
        720 admission.no-clerk
        721 admission.desk-opened
        722 admission.desk-closed
        723 admission.old-card
        724 admission.other-holder
        725 admission.card-ended
        730 admission.record-asked
        731 admission.record-shown
        750 invitation.malformed
        751 invitation.untrusted
        752 invitation.other-meeting
        753 invitation.expired
        754 invitation.withdrawn
        755 invitation.unattended
        756 invitation.no-meeting
        800 terminal.journal
        801 terminal.cache
        802 terminal.out-of-service
        803 terminal.feed
        804 terminal.revoked
        805 terminal.no-access
        806 terminal.locked
        900 desk.no-card
        901 desk.card-left-behind
        902 desk.card-unreadable
        903 desk.guest
        910 desk.mistaken
        911 desk.not-entered
        912 desk.trial
        913 desk.substitute
        920 desk.absent-ill
        921 desk.absent-on-duty
        922 desk.absent-family
        923 desk.absent-other
        924 desk.absent-unexcused
        """;

    private static readonly string[] Telling =
        ["hết hạn", "thu hồi", "đình chỉ", "tạm dừng", "giả", "sao chép", "mất", "khóa", "chữ ký", "chứng thư", "kỷ luật", "khai trừ", "từ trần",
        "expire", "revoke", "suspen", "hold", "forge", "copy", "lost", "key", "signature", "certificate", "withdrawn", "deceased"];

    [Fact]
    public void Numbers_and_names_stay_what_they_are() =>
        Assert.Equal(Pinned.Split('\n'), ReasonTable.All.Select(reason => $"{(ushort)reason.Code} {reason.Name}"));

    [Fact]
    public void Every_code_has_a_reason() => Assert.Equal(Enum.GetValues<ReasonCode>(), ReasonTable.All.Select(reason => reason.Code));

    [Fact]
    public void No_reason_lacks_a_severity() => Assert.All(ReasonTable.All, reason => Assert.NotEqual(ReasonSeverity.None, reason.Severity));

    [Fact]
    public void Every_sentence_is_one_in_both_languages() =>
        Assert.All(Sentences, sentence => Assert.All([sentence.Vietnamese, sentence.English], words =>
        {
            Assert.True(char.IsUpper(words[0]), words);
            Assert.EndsWith(".", words, StringComparison.Ordinal);
            Assert.Equal(words.Trim(), words);
        }));

    [Fact]
    public void Vietnamese_sentences_are_spelt_with_their_accents() =>
        Assert.All(Sentences, sentence => Assert.Empty(VietnameseSpelling.MistakesIn(sentence.Vietnamese)));

    [Fact]
    public void English_sentences_are_plain_letters() =>
        Assert.All(Sentences, sentence => Assert.All(sentence.English, letter => Assert.True(char.IsAscii(letter), $"{letter}")));

    [Fact]
    public void Members_are_invited_not_merely_asked() =>
        Assert.All(Sentences, sentence => Assert.DoesNotContain("vui lòng", sentence.Vietnamese, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void No_two_reasons_mean_the_same()
    {
        Assert.Distinct(ReasonTable.All.Select(reason => reason.Meaning.Vietnamese));
        Assert.Distinct(ReasonTable.All.Select(reason => reason.Meaning.English));
    }

    [Fact]
    public void What_a_member_is_asked_to_do_tells_no_cause() =>
        Assert.All(ReasonTable.All, reason => Assert.All(Telling, word =>
        {
            Assert.DoesNotContain(word, reason.MemberRemedy.Vietnamese, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(word, reason.MemberRemedy.English, StringComparison.OrdinalIgnoreCase);
        }));

    [Fact]
    public void Reasons_are_found_by_code_and_by_name() =>
        Assert.All(ReasonTable.All, reason =>
        {
            Assert.Same(reason, ReasonTable.Of(reason.Code));
            Assert.Same(reason, ReasonTable.Find(reason.Name));
            Assert.Equal(reason.Name, ReasonTable.NameOf(reason.Code));
        });

    [Theory]
    [InlineData("")]
    [InlineData("cert")]
    [InlineData("CERT.EXPIRED")]
    [InlineData("cert.expired ")]
    public void Nearly_a_name_is_none(string name) => Assert.Null(ReasonTable.Find(name));

    [Fact]
    public void A_number_of_a_later_version_has_its_digits_for_a_name()
    {
        Assert.Null(ReasonTable.Find((ReasonCode)999));
        Assert.Equal("999", ReasonTable.NameOf((ReasonCode)999));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReasonTable.Of((ReasonCode)999));
    }

    private static IEnumerable<Phrase> Sentences =>
        ReasonTable.All.SelectMany(reason => new[] { reason.Meaning, reason.MemberRemedy, reason.OperatorRemedy }).Distinct();
}
