using System.Text;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.SelfTest;

/// <summary>Captures log messages of every level with their arguments and exceptions.</summary>
internal sealed class CapturedLog : ILoggerProvider
{
    private readonly StringBuilder text = new();

    /// <summary>Everything logged since the last <see cref="Take"/>.</summary>
    public string Text
    {
        get
        {
            lock (text)
            {
                return text.ToString();
            }
        }
    }

    /// <summary>Returns everything logged since the last call.</summary>
    public string Take()
    {
        lock (text)
        {
            var taken = text.ToString();
            text.Clear();
            return taken;
        }
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Category(CapturedLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var arguments = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "";
            lock (log.text)
            {
                log.text.AppendLine($"{logLevel} {eventId} {name}: {formatter(state, exception)} {arguments} {exception}");
            }
        }
    }
}
