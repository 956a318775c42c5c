namespace Kiosk.CommandLine;

/// <summary>Exit codes of all verbs of all programs.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>The answer is no: a card was refused, something did not verify or is past its expiry, or the work was called off.</summary>
    public const int No = 1;

    /// <summary>Wrong usage or unusable input; nothing was changed.</summary>
    public const int Misuse = 2;

    /// <summary>Something required is not available: no running service, reader or database; or the answer could not be printed.</summary>
    public const int NotAvailable = 3;
}
