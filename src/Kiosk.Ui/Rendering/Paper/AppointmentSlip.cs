using System.Globalization;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering.Paper;

/// <summary>The receipt of a procedure on A5 paper, in the form of Party documents: what was recorded, when the result is due, what is missing, and the signed receipt as a QR code. Names nobody.</summary>
public static class AppointmentSlip
{
    private const double Width = 148 / 25.4 * 72;
    private const double Height = 210 / 25.4 * 72;
    private const double Left = 20 / 25.4 * 72;
    private const double Right = Width - (12 / 25.4 * 72);
    private const double Top = 12 / 25.4 * 72;
    private const double CodeSide = 45 / 25.4 * 72;
    private const double Gap = 4;

    private const string Fonts = "Tinos,Times New Roman,DejaVu Serif,serif";

    /// <returns>A PDF of one page.</returns>
    /// <exception cref="RendererException">A library or every font is missing.</exception>
    public static byte[] Render(Screen.ProcedureReceipt receipt, SlipHeading heading, Language language)
    {
        using var paper = new PaperDocument(receipt.ReceiptNumber, Fonts, Width, Height);
        var top = PaperHead.Place(paper, heading.Superior, heading.Office, Left, Right, Top);
        top += 14 + paper.Draw(new(SlipPhrases.TitleOf(receipt.Act).In(language), 14, IsBold: true, Alignment: PaperAlignment.Centre), Left, top, Right - Left);
        top += 12 + paper.Draw(new(receipt.Procedure.In(language), 13, IsBold: true, Alignment: PaperAlignment.Centre), Left, top, Right - Left);
        foreach (var line in LinesOf(receipt, heading, language))
        {
            top += Gap + paper.Draw(new(line, 11.5), Left, top, Right - Left);
        }

        PlaceCode(paper, receipt, heading, language);
        paper.EndPage();
        return paper.Finish();
    }

    private static IEnumerable<string> LinesOf(Screen.ProcedureReceipt receipt, SlipHeading heading, Language language)
    {
        yield return Say(Phrases.ReceiptNumber, receipt.ReceiptNumber);
        if (receipt.CaseNumber is { } number)
        {
            yield return Say(Phrases.CaseNumber, number);
        }

        yield return Say(SlipPhrases.RecordedAt, LocalFormat.Time(receipt.RecordedAt), LocalFormat.Day(receipt.RecordedAt), heading.Desk);
        foreach (var fact in receipt.Facts is { } facts ? new ProcedureWording(language).FactsOf(facts with { Days = null }) : [])
        {
            yield return fact;
        }

        if (receipt.Due is { } due)
        {
            yield return Say(Phrases.ResultDue, LocalFormat.Day(due));
        }

        if (receipt.Missing is { Count: > 0 } missing)
        {
            yield return Say(SlipPhrases.Missing);
            foreach (var (at, document) in missing.Index())
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"   {at + 1}. {document.In(language)}");
            }
        }

        string Say(Phrase phrase, params ReadOnlySpan<string> arguments) => phrase.In(language, arguments);
    }

    private static void PlaceCode(PaperDocument paper, Screen.ProcedureReceipt receipt, SlipHeading heading, Language language)
    {
        var top = Height - Top - CodeSide;
        if (QrMatrix.TryEncode(receipt.SignedText ?? receipt.ReceiptNumber) is { } matrix)
        {
            PaperCode.Place(paper, matrix, Left, top, CodeSide);
        }

        var beside = Left + CodeSide + 14;
        var words = receipt.SignedText is null ? SlipPhrases.Unsigned : heading.CheckAddress.Length > 0 ? SlipPhrases.CheckAt : SlipPhrases.Check;
        var text = new PaperText(words.In(language, heading.CheckAddress), 9.5, IsItalic: true);
        paper.Draw(text, beside, Height - Top - paper.Measure(text, Right - beside), Right - beside);
    }
}
