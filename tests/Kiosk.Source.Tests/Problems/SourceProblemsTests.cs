using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Source.Tests.Problems;

public sealed class SourceProblemsTests
{
    private readonly SourceProblems problems = new("/source");

    [Fact]
    public void Errors_come_first_then_by_file_and_line_named_from_the_source_folder()
    {
        problems.Note("/source/z.ics", 1, Phrase.Untranslated("note."));
        problems.Warn("/source/b.csv", 1, Phrase.Untranslated("warning."));
        problems.Error("/source/b.csv", 12, Phrase.Untranslated("later."));
        problems.Error("/source/b.csv", 2, Phrase.Untranslated("earlier."));
        problems.Error("/source/a.json", null, Phrase.Untranslated("whole."));
        problems.Error("/source", null, Phrase.Untranslated("The folder."));

        Assert.Equal(["The folder.", "a.json: whole.", "b.csv line 2: earlier.", "b.csv line 12: later.", "b.csv line 1: warning.", "z.ics line 1: note."], problems.ToList().Select(problem => problem.ToString()));
        Assert.Equal("4 errors, 1 warning", problems.Summary.English);
    }

    [Fact]
    public void A_file_that_is_wrong_throughout_does_not_fill_the_screen_and_the_count_is_true()
    {
        Parallel.For(0, SourceProblems.MaxPerFile + 20, line => problems.Error("/source/members.csv", line, Phrase.Untranslated("wrong.")));
        problems.Error("/source/other.csv", 1, Phrase.Untranslated("wrong."));

        Assert.Equal(SourceProblems.MaxPerFile + 21, problems.Count(ProblemSeverity.Error));
        Assert.Equal(SourceProblems.MaxPerFile + 2, problems.ToList().Count);
        Assert.Contains("members.csv: 20 more are not listed.", problems.ToList().Select(problem => problem.ToString()));
    }
}
