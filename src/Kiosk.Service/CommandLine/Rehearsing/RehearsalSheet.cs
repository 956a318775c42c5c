using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Ui.Rendering.Paper;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Rehearsing;

/// <summary>A rehearsal's result on one sheet of paper, to be signed off.</summary>
internal static class RehearsalSheet
{
    private const string Families = "Times New Roman, Liberation Serif, Tinos, serif";
    private const double Margin = 60;
    private const double Size = 12;
    private const double Gap = 6;

    public static string Mark(Doctor.Health health) => health switch
    {
        Doctor.Health.Good => "✓",
        Doctor.Health.Doubtful => "!",
        _ => "✗",
    };

    /// <summary>What the sheet says, a line each.</summary>
    public static IEnumerable<string> LinesOf(Finding finding, Language language)
    {
        yield return $"{Mark(finding.Health)} {finding.What.In(language)}";
        if (finding.Remedy is { } remedy)
        {
            yield return $"    → {remedy.In(language)}";
        }
    }

    /// <returns>PDF.</returns>
    public static byte[] Print(Phrase title, IEnumerable<Finding> findings, Language language)
    {
        using var paper = new PaperDocument(title.In(language), Families);
        var (width, top) = (PaperDocument.Width - (2 * Margin), Margin);
        Add(new(title.In(language), Size + 3, IsBold: true));
        foreach (var line in findings.SelectMany(finding => LinesOf(finding, language)))
        {
            Add(new(line, Size));
        }

        Add(new(new Phrase("Người kiểm tra: ……………………………………", "Checked by: ……………………………………").In(language), Size));
        return paper.Finish();

        void Add(PaperText text)
        {
            if (top + paper.Measure(text, width) > PaperDocument.Height - Margin)
            {
                paper.EndPage();
                top = Margin;
            }

            top += paper.Draw(text, Margin, top, width) + Gap;
        }
    }
}
