using Kiosk.Registry.Sources;
using Kiosk.Source.Folders;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Tests.Sources;

/// <summary>Members sealed to the tests' audience.</summary>
internal static class TestMembers
{
    public static (IReadOnlyList<SealedMember> Members, CardNumbers Numbers) Read(string path, SourceProblems problems, IProgress<int>? progress = null, CancellationToken cancellationToken = default) =>
        new MembersFile(path, problems).Read(new SealingIntake(path, TestFiles.Audience, judge: null, problems), progress, cancellationToken);
}
