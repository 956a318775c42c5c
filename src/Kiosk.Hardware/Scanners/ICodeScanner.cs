namespace Kiosk.Hardware.Scanners;

/// <summary>A scanner of QR codes that sends each code as a line of text.</summary>
public interface ICodeScanner : IAsyncDisposable
{
    ScannerState State { get; }

    /// <summary>The next code, as the scanner read it: at most 1,024 characters, whatever is printed there. Waits while the scanner is away.</summary>
    ValueTask<string> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>Whether a scanner can be used.</summary>
public enum ScannerState
{
    /// <summary>Not there, forbidden or taken by another program; looked for again each second.</summary>
    Missing = 0,

    Ready,
}
