using Kiosk.Feed.Records;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Sources;

/// <summary>The rules of a catalogue, and checks of how its texts are displayed.</summary>
internal static class ProcedureTexts
{
    /// <summary>Terminals show no due date beyond.</summary>
    private const int MaxDays = 1000;

    /// <exception cref="RegistryException">The first broken rule.</exception>
    public static void Check(ProcedureCatalogue catalogue, string path, SourceProblems problems)
    {
        try
        {
            ProcedureRules.Check(catalogue);
        }
        catch (RecordException e)
        {
            throw RegistryException.In(path, e.Sentence, e);
        }

        for (var i = 0; i < catalogue.Procedures.Count; i++)
        {
            var procedure = catalogue.Procedures[i];
            if (procedure.Days is < 1 or > MaxDays)
            {
                problems.Error(path, null, new($"mục {i + 1}: \"days\" của {procedure.Code} là {procedure.Days}, mà máy chỉ nêu hạn trả kết quả từ 1 đến {MaxDays} ngày làm việc: hãy sửa, hoặc bỏ đi nếu không có thời hạn.", $"entry {i + 1}: \"days\" of {procedure.Code} is {procedure.Days}, and terminals name a due date for 1 to {MaxDays} working days only: correct it, or leave it out where none is set."));
            }

            var documents = (procedure.Documents ?? []).SelectMany(document => (string[])[document.Vietnamese, document.English]);
            foreach (var text in ((string?[])[procedure.Vietnamese, procedure.English, procedure.Level, procedure.LegalBasis, .. documents]).OfType<string>())
            {
                MeetingTexts.Judge(text, path, line: null, new($"mục {i + 1}: ", $"entry {i + 1}: "), problems);
            }
        }

        foreach (var days in catalogue.Calendar.Holidays.Concat(catalogue.Calendar.WorkingDays))
        {
            MeetingTexts.Judge(days.Name, path, line: null, place: null, problems);
        }
    }
}
