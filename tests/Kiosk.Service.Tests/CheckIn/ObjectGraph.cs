using System.Reflection;
using System.Runtime.InteropServices;
using Kiosk.Hardware.Readers.Virtual;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>All objects reachable from some roots, private fields included, searched for bytes. Excludes hosted loops, through which the whole host is reached, the test's own clock, whose timers reach everything, and its reader with the card.</summary>
internal sealed class ObjectGraph(IEnumerable<object> roots)
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);

    /// <returns>The path to each array or string that contains one of the given byte strings.</returns>
    public IReadOnlyList<string> PathsTo(IReadOnlyList<byte[]> needles)
    {
        var found = new List<string>();
        var open = new Stack<(object Value, string Path)>(roots.Select(root => (root, root.GetType().Name)));
        while (open.TryPop(out var at))
        {
            if (at.Value is ManualTimeProvider or BackgroundService or SkimmedAnswers or VirtualReader or VirtualCard or System.Reflection.Pointer or Type or Assembly or MemberInfo or Thread || (!at.Value.GetType().IsValueType && !seen.Add(at.Value)))
            {
                continue;
            }

            if (BytesOf(at.Value) is { } bytes)
            {
                found.AddRange(needles.Where(needle => bytes.AsSpan().IndexOf(needle) >= 0).Select(_ => at.Path));
                continue;
            }

            foreach (var (value, name) in PartsOf(at.Value))
            {
                open.Push((value, $"{at.Path}.{name}"));
            }
        }

        return found;
    }

    private static byte[]? BytesOf(object value) => value switch
    {
        byte[] bytes => bytes,
        string text => MemoryMarshal.AsBytes(text.AsSpan()).ToArray(),
        char[] text => MemoryMarshal.AsBytes(text.AsSpan()).ToArray(),
        _ => null,
    };

    private static IEnumerable<(object Value, string Name)> PartsOf(object value)
    {
        if (value is Array array)
        {
            return array.GetType().GetElementType()!.IsPrimitive ? [] : array.Cast<object?>().Where(item => item is not null).Select(item => (item!, "[]"));
        }

        return from type in Lineage(value.GetType())
               from field in type.GetFields(Fields)
               where !field.FieldType.IsPrimitive && !field.FieldType.IsPointer && !field.FieldType.IsByRefLike && !field.FieldType.IsFunctionPointer
               let held = field.GetValue(value)
               where held is not null
               select (held, field.Name);
    }

    private static IEnumerable<Type> Lineage(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType)
        {
            yield return type;
        }
    }
}
