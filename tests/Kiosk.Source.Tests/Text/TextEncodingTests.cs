using System.Text;
using Kiosk.Source.Text;

namespace Kiosk.Source.Tests.Text;

/// <summary>Files that are not UTF-8, by their true line: field case 02-csv-encodings.</summary>
public sealed class TextEncodingTests
{
    private const int FarLine = 40_001;

    [Theory]
    // "Nguyễn Văn An", "Trần Thị Bích", "Đặng Quốc Khánh" as each encoding has them.
    [InlineData("4E677579EADE6E2056E36E20416E0A5472E2CC6E20546869F22042ED63680AD0E3F26E67", "Windows-1258")]
    [InlineData("4E677579D46E2056A86E20416E0A5472C76E205468DE2042DD63680AA7C66E67205175E863204B68B86E68", "TCVN3")]
    [InlineData("4E677579 65E36E205661EA6E20416E0A547261E06E205468F22042ED63680AD161EB6E67", "VNI")]
    [InlineData("4D FC 6C 6C 65 72 20 47 72 F6 DF 65", "perhaps Windows-1252")]
    public void The_likely_encoding_is_named_with_the_line_and_the_remedy(string hex, string encoding)
    {
        byte[] content = [.. "certificate,name\n"u8, .. Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))];

        var (line, sentence) = TextEncoding.FaultOf(content)!.Value;

        Assert.Equal(2, line);
        Assert.Contains(encoding, sentence.English, StringComparison.Ordinal);
        Assert.EndsWith("in Notepad choose Save As, Encoding UTF-8.", sentence.English, StringComparison.Ordinal);
        Assert.Contains("in Excel choose Save As, \"CSV UTF-8 (Comma delimited)\"", TextEncoding.FindFault(new MemoryStream(content)).Sentence.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7B000000", "this looks like UTF-16 without a byte order mark, not UTF-8: in Notepad choose Save As, Encoding UTF-8.")]
    [InlineData("FFFE7B00", "this is UTF-16, not UTF-8: in Notepad choose Save As, Encoding UTF-8.")]
    [InlineData("FFFE0000", "this is UTF-32, not UTF-8: in Notepad choose Save As, Encoding UTF-8.")]
    [InlineData("504B0304", "this is an Excel workbook or another ZIP archive under a wrong name: put the text file in its place.")]
    [InlineData("7BFF7D", "this is not UTF-8, perhaps Windows-1252: in Notepad choose Save As, Encoding UTF-8.")]
    public void The_remedy_for_a_text_that_is_no_table_is_not_one_for_tables(string hex, string sentence) =>
        Assert.Equal(sentence, TextEncoding.FaultOf(Convert.FromHexString(hex))?.Sentence.English);

    [Theory]
    [InlineData("\n")]
    [InlineData("ễ\n")]
    [InlineData("aễ\n")]
    [InlineData("aaễ\n")]
    public void The_line_is_true_however_far_down_it_is_and_letters_go_over_what_is_read_at_once(string line)
    {
        using var file = new MemoryStream([.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, FarLine - 1))), (byte)'x', 0xFF, (byte)'\n', .. "good\n"u8]);

        Assert.Equal(FarLine, TextEncoding.FindFault(file).Line);
    }

    [Theory]
    [InlineData(0xC3)]
    [InlineData(0xE1, 0xBB)]
    [InlineData(0xFF)]
    public void A_letter_that_is_cut_off_by_the_end_is_on_the_last_line(params int[] end)
    {
        using var file = new MemoryStream([.. "a\nb\nc"u8, .. end.Select(value => (byte)value)]);

        Assert.Equal(3, TextEncoding.FindFault(file).Line);
    }

    [Fact]
    public void UTF_16_without_its_mark_workbooks_and_zero_bytes_are_named()
    {
        Assert.Contains("UTF-16 without a byte order mark", TextEncoding.FaultOfBeginning(Encoding.Unicode.GetBytes("card,class\nHN-1,member\n"))?.Sentence.English, StringComparison.Ordinal);
        Assert.Contains("UTF-16 without a byte order mark", TextEncoding.FaultOfBeginning(Encoding.BigEndianUnicode.GetBytes("card,class\nHN-1,member\n"))?.Sentence.English, StringComparison.Ordinal);
        Assert.Contains("an Excel workbook", TextEncoding.FaultOfBeginning("PK\u0003\u0004"u8)?.Sentence.English, StringComparison.Ordinal);
        Assert.Contains("an old Excel workbook", TextEncoding.FaultOfBeginning([0xD0, 0xCF, 0x11, 0xE0, 0xA1])?.Sentence.English, StringComparison.Ordinal);
        Assert.Contains("zero bytes", TextEncoding.FaultOfBeginning("card,class\nHN-1,mem\0ber\n"u8)?.Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zero_byte_is_named_by_its_line() => Assert.Equal(3, TextEncoding.FaultOfBeginning("card,class\nHN-1,member\nHN-2,mem\0ber\n"u8)?.Line);

    [Fact]
    public void Good_text_is_good() => Assert.Null(TextEncoding.FaultOf("card,class\nNguyễn,Ước\n"u8));
}
