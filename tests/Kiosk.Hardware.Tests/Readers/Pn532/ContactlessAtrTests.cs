using Kiosk.Hardware.Readers.Pn532;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

/// <summary>The ATR as PC/SC readers give it for the same card (PC/SC part 3, 3.1.3.2.3).</summary>
public sealed class ContactlessAtrTests
{
    [Theory]
    [InlineData("0578807002", "3B80800101")]
    [InlineData("067780700258", "3B8180015858")]
    [InlineData("0A7880700280318073", "3B8480018031807347")]
    [InlineData("0220", "3B80800101")]
    [InlineData("01", "3B80800101")]
    [InlineData("0300AB", "3B818001ABAB")]
    [InlineData("147880700200112233445566778899AABBCCDDEEFF", "3B8F800100112233445566778899AABBCCDDEEF1")]
    public void Historical_bytes_of_the_ATS_become_those_of_the_ATR(string ats, string atr) =>
        Assert.Equal(atr, ContactlessAtr.Of(new Pn532Target(1, 0x20, new byte[4], Convert.FromHexString(ats))).ToString());

    [Theory]
    [InlineData(0x08, "3B8F8001804F0CA000000306030001000000006A")]
    [InlineData(0x18, "3B8F8001804F0CA0000003060300020000000069")]
    [InlineData(0x00, "3B8F8001804F0CA0000003060300030000000068")]
    [InlineData(0x20, "3B8F8001804F0CA000000306030000000000006B")]
    public void A_card_without_ATS_is_a_storage_card(byte sak, string atr)
    {
        var made = ContactlessAtr.Of(new Pn532Target(1, sak, new byte[4], default));

        Assert.Equal(atr, made.ToString());
        Assert.True(made.IsStorageCard);
    }

    [Theory]
    [InlineData("01010004200401020304", "01020304", "")]
    [InlineData("010100042007040102030405060578807002", "04010203040506", "0578807002")]
    [InlineData("0101000420040102030405788070", "01020304", "")]
    [InlineData("010100042004010203040578807002FFFF", "01020304", "0578807002")]
    public void A_listed_card_has_its_UID_and_ATS(string answer, string uid, string ats)
    {
        var target = Pn532Target.Parse(Convert.FromHexString(answer));

        Assert.Equal((1, uid, ats), (target!.Number, Convert.ToHexString(target.Uid.Span), Convert.ToHexString(target.AnswerToSelect.Span)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0101000420")]
    [InlineData("010100042005")]
    [InlineData("010100042007040102")]
    public void What_cannot_be_a_card_is_none(string answer) => Assert.Null(Pn532Target.Parse(Convert.FromHexString(answer)));

    [Theory]
    [InlineData("01020304", "01020305", true)]
    [InlineData("01020304", "01020304", false)]
    [InlineData("08020304", "01020304", false)]
    [InlineData("01020304", "08020304", false)]
    public void Random_UIDs_tell_nothing_apart(string first, string second, bool isOther) =>
        Assert.Equal(isOther, Card(first).IsOtherThan(Card(second)));

    private static Pn532Target Card(string uid) => new(1, 0x20, Convert.FromHexString(uid), default);
}
