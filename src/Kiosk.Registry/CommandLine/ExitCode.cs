namespace Kiosk.Registry.CommandLine;

/// <summary>What every verb of <c>registry</c> ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The answer is no: something is past its expiry, or the work was called off.</summary>
    public const int No = 1;

    /// <summary>Wrong use, or input that cannot be used; the last publication is whole.</summary>
    public const int Misuse = 2;

    /// <summary>The answer could not be printed; what was to be done is done.</summary>
    public const int NotAvailable = 3;
}
