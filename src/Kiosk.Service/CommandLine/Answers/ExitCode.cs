namespace Kiosk.Service.CommandLine.Answers;

/// <summary>Exit codes of all <c>kiosk</c> verbs.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The answer is no: a card was refused, a journal is broken, a check failed.</summary>
    public const int No = 1;

    /// <summary>Wrong usage or unusable input; nothing was changed.</summary>
    public const int Misuse = 2;

    /// <summary>Something required is not available: no running service, no reader, no daemon.</summary>
    public const int NotAvailable = 3;
}
