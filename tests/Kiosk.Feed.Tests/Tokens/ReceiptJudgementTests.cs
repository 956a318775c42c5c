using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;

namespace Kiosk.Feed.Tests.Tokens;

public sealed class ReceiptJudgementTests : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 30, 0, TimeSpan.Zero);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private ReceiptKey Known => new(key.ExportSubjectPublicKeyInfo(), Morning.AddDays(1));

    public void Dispose() => key.Dispose();

    [Fact]
    public void A_receipt_of_a_known_terminal_is_genuine() => Assert.Equal(ReceiptStanding.Genuine, Judge(ReceiptOf("HN-07"), Known));

    [Fact]
    public void Nothing_but_genuine_is_genuine() =>
        Assert.All(Enum.GetValues<ReceiptStanding>().Where(one => one is not ReceiptStanding.Genuine), one => Assert.False(new ReceiptJudgement(one).IsGenuine));

    [Fact]
    public void One_of_another_terminals_number_is_not_signed() => Assert.Equal(ReceiptStanding.NotSigned, Judge(ReceiptOf("HN-07"), new ReceiptKey(OtherKey())));

    [Fact]
    public void One_of_a_terminal_that_nobody_knows_is_not_genuine() => Assert.Equal(ReceiptStanding.UnknownTerminal, Judge(ReceiptOf("HN-07")));

    [Fact]
    public void A_revoked_key_proves_nothing() =>
        Assert.Equal(ReceiptStanding.Revoked, Judge(ReceiptOf("HN-07"), Known with { Revoked = new TerminalRevocation(Morning.AddDays(5), "mất máy") }));

    [Fact]
    public void A_certificate_that_had_ended_proves_nothing() => Assert.Equal(ReceiptStanding.Expired, Judge(ReceiptOf("HN-07"), Known with { NotAfter = Morning.AddMinutes(-1) }));

    [Fact]
    public void A_certificate_that_ended_later_still_proves_it() => Assert.Equal(ReceiptStanding.Genuine, Judge(ReceiptOf("HN-07"), Known with { NotAfter = Morning }));

    [Fact]
    public void A_number_of_another_day_is_wrong() => Assert.Equal(ReceiptStanding.WrongNumber, Judge(ReceiptOf("HN-07") with { RecordedAt = Morning.AddDays(1) }, Known));

    [Fact]
    public void A_number_that_is_none_is_wrong() => Assert.Equal(ReceiptStanding.WrongNumber, Judge(ReceiptOf("HN-07") with { Number = "HN-07-20261122-000042-?" }, Known));

    [Fact]
    public void What_is_no_receipt_is_not_whole() => Assert.Equal(ReceiptStanding.NotWhole, ReceiptJudgement.Of("KR1:", _ => [Known]).Standing);

    private static byte[] OtherKey()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return other.ExportSubjectPublicKeyInfo();
    }

    private static ProcedureReceipt ReceiptOf(string terminal) => new(ReceiptNumber.Of(terminal, Morning, 42).ToString(), "CD-01", "HS-1", Morning, new DateOnly(2026, 12, 6));

    private ReceiptStanding Judge(ProcedureReceipt receipt, params ReceiptKey[] keys) => ReceiptJudgement.Of(receipt.SignedWith(key), id => id is "HN-07" ? keys : []).Standing;
}
