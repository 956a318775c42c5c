using System.Text.RegularExpressions;

namespace Kiosk.Source.Folders;

/// <summary>Files that desktops and office programs leave in folders by themselves.</summary>
internal static partial class Litter
{
    public static bool Is(string name) => Names().IsMatch(name);

    // Finder; archives of macOS and its resource forks; Explorer; Office's owner and temporary files; LibreOffice's locks; KDE; disks as they are made.
    [GeneratedRegex(
        """
        ^(\.DS_Store|\.localized|Icon\r|\._.*|__MACOSX|\.AppleDouble|\.Spotlight-V100|\.Trashes|\.fseventsd|\.TemporaryItems|\.DocumentRevisions-V100|\.apdisk
        |Thumbs\.db(:encryptable)?|ehthumbs(_vista)?\.db|desktop\.ini|System\ Volume\ Information|\$RECYCLE\.BIN|RECYCLER|RECYCLED|FOUND\.\d{3}
        |~\$.*|~.*\.tmp|\.~lock\..*\#|\.directory|\.Trash-\d+|lost\+found)$
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Names();
}
