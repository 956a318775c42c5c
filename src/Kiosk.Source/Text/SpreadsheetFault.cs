using System.Text.RegularExpressions;
using Kiosk.Words;

namespace Kiosk.Source.Text;

/// <summary>What shows that a spreadsheet took a text for a number, a day or a formula, and saved that instead.</summary>
internal static partial class SpreadsheetFault
{
    private const int DigitsKept = 15;

    private static readonly Phrase AsText = new("hãy định dạng cột là văn bản trước khi nhập hoặc dán vào", "format the column as text before anything is typed or pasted into it");

    /// <returns>Why a field is probably not what was typed and what to do, or null.</returns>
    public static Phrase? WarningOf(string text) =>
        text.Length == 0 ? null
        : Shortened().IsMatch(text) ? new($"\"{text}\" là cách bảng tính rút gọn một số dài, các chữ số khác đã mất: {AsText.Vietnamese}, rồi lấy lại các số từ nguồn ban đầu.", $"\"{text}\" is how a spreadsheet shortens a long number, and the other digits are lost: {AsText.English}, and take the numbers from where they came from again.")
        : Decimal().IsMatch(text) ? new($"\"{text}\" là cách bảng tính ghi số thập phân: {AsText.Vietnamese}, rồi bỏ phần .0.", $"\"{text}\" is how a spreadsheet writes a number with decimals: {AsText.English}, and take the .0 away.")
        : Day().IsMatch(text) ? new($"\"{text}\" là cách bảng tính ghi ngày tháng, có lẽ đổi từ một vị trí như 1-2: {AsText.Vietnamese}, rồi nhập lại.", $"\"{text}\" is how a spreadsheet writes a day, made perhaps of a place such as 1-2: {AsText.English}, and type it again.")
        : Error().IsMatch(text) ? new($"\"{text}\" là dấu báo lỗi của bảng tính, hoặc do cột quá hẹp: hãy sửa ô đó rồi lưu lại tệp.", $"\"{text}\" is a spreadsheet's mark of an error or of a column that is too narrow: mend the cell, and save the file again.")
        : HasLostDigits(text) ? new($"\"{text}\" toàn số 0 sau chữ số thứ {DigitsKept}, mà bảng tính chỉ giữ được {DigitsKept} chữ số của một số: {AsText.Vietnamese}, rồi lấy lại các số từ nguồn ban đầu.", $"\"{text}\" ends in zeros after its {DigitsKept}th digit, and of a number a spreadsheet keeps no more than {DigitsKept}: {AsText.English}, and take the numbers from where they came from again.")
        : null;

    private static bool HasLostDigits(string text) => text.Length > DigitsKept && text.All(char.IsAsciiDigit) && text.AsSpan(DigitsKept).IndexOfAnyExcept('0') < 0;

    // Always with a sign: 1E5 may be what somebody calls a seat or a card.
    [GeneratedRegex(@"^[0-9]([.,][0-9]+)?E[+-][0-9]+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Shortened();

    [GeneratedRegex(@"^[0-9]+[.,]0+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^[0-9]{1,2}[-/](Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Thg ?[0-9]{1,2})$|^(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Thg ?[0-9]{1,2})[-/][0-9]{2}$|^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Day();

    [GeneratedRegex(@"^#{2,}$|^#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Error();
}
