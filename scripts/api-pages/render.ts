import {
  CallableSchema, ClassSchema, Documentable, EnumSchema, InterfaceSchema, JsiiEntity, MethodSchema, ParameterSchema, PropertySchema, TypeSchema,
} from 'jsii-docgen';
import { ApiType } from './place';

/** What the text about a type needs to know of the others. */
export interface Surroundings {
  /** Where a type of this package is explained. */
  linkTo(name: string): string;
  /** The base of a class in another package. What comes from there is only named. */
  foreignBaseOf(type: ApiType): string | undefined;
  /** Whether this package says something of a member, and not only another one from which it is inherited. */
  isOwn(type: ApiType, member: string): boolean;
}

/** What there is to say of a type, as Markdown. */
export class ApiText {
  constructor(private readonly around: Surroundings) {}

  ofType(type: ApiType): string {
    return blocks(textOf(type), ...'members' in type ? ofEnum(type)
      : 'staticMethods' in type ? this.ofClass(type)
        : 'instanceMethods' in type ? this.ofInterface(type)
          : type.properties.map((property) => this.ofProperty(property)));
  }

  private ofClass(type: ClassSchema): string[] {
    const base = this.around.foreignBaseOf(type);
    const inherited = [...type.instanceMethods.map(({ displayName }) => `${displayName}()`), ...type.properties.map(({ displayName }) => displayName)]
      .filter((member) => !this.around.isOwn(type, member.replace('()', '')));
    return [
      ...type.initializer ? [blocks(`\`\`\`typescript\n${signature(type.initializer)}\n\`\`\``, this.ofParameters(type.initializer))] : [],
      titled('Static methods', this.own(type, type.staticMethods).map((method) => this.ofMethod(method))),
      titled('Constants', type.constants.map((constant) => this.ofProperty(constant))),
      ...this.ofMembers(type),
      base && inherited.length > 0 ? `Inherited from \`${base}\`: ${inherited.map((member) => `\`${member}\``).join(', ')}.` : '',
    ];
  }

  private ofInterface(type: InterfaceSchema): string[] {
    const implementations = type.implementations.filter(({ id }) => id !== type.id).map((each) => this.nameOf(each));
    return [implementations.length > 0 ? `Implemented by ${implementations.join(', ')}.` : '', ...this.ofMembers(type)];
  }

  private ofMembers(type: ClassSchema | InterfaceSchema): string[] {
    return [
      titled('Methods', this.own(type, type.instanceMethods).map((method) => this.ofMethod(method))),
      titled('Properties', this.own(type, type.properties).map((property) => this.ofProperty(property))),
    ];
  }

  private own<M extends { displayName: string }>(type: ApiType, members: readonly M[]): M[] {
    return members.filter(({ displayName }) => this.around.isOwn(type, displayName));
  }

  private ofMethod(method: MethodSchema): string {
    return item(`\`${signature(method)}\``, textOf(method), this.ofParameters(method));
  }

  /** Only those of which there is more to say than the signature does. */
  private ofParameters({ parameters }: CallableSchema): string {
    return parameters.map((parameter) => this.ofParameter(parameter)).filter((text) => / - |\]\(/.test(text)).join('\n');
  }

  private ofParameter({ displayName, type, docs }: ParameterSchema): string {
    const text = sentence(docs.summary, docs.remarks);
    return `- \`${displayName}\`: ${this.ofSignatureType(type)}${text && ` - ${text}`}`;
  }

  private ofProperty({ displayName, type, optional, default: value, docs }: PropertySchema): string {
    const standard = value ? `*Default: ${sentence(value.replace(/^-\s*/, ''))}*` : '';
    return item(`\`${displayName}${optional ? '?' : ''}\`: ${this.ofSignatureType(type)}`, textOf({ docs }), standard);
  }

  private ofSignatureType({ formattingPattern, types = [] }: TypeSchema): string {
    const names = types.map((type) => 'fqn' in type ? this.nameOf(type) : this.ofSignatureType(type));
    return formattingPattern.replace(/%/g, () => names.shift() ?? '');
  }

  private nameOf({ displayName, fqn, packageName }: JsiiEntity): string {
    return packageName === 'cdk8s-argo-rollouts' ? `[${displayName}](${this.around.linkTo(displayName)})` : fqn;
  }
}

function ofEnum({ displayName, members }: EnumSchema): string[] {
  return members.map((member) => item(`\`${displayName}.${member.displayName}\``, textOf(member)));
}

/** How something is called: the last line of how it is used, as those before it are imports. */
function signature({ usage = '' }: CallableSchema): string {
  return usage.split('\n').pop()!.replace(/^public /, '');
}

function textOf({ docs }: Documentable): string {
  const links = docs.links?.map((link) => /^https?:/.test(link) ? `See <${link}>.` : `See \`${link.replace(' (', '(')}\`.`) ?? [];
  return blocks(
    docs.deprecated ? `**Deprecated:** ${docs.deprecationReason}` : '',
    [docs.summary, docs.remarks].filter((part) => part).join(docs.remarks?.includes('\n\n') ? '\n\n' : ' '),
    ...links,
    docs.example ? `\`\`\`ts\n${docs.example}\n\`\`\`` : '',
  );
}

/** Text in one line. */
function sentence(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part).join(' ').replace(/\s*\n\s*/g, ' ');
}

function blocks(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

function titled(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : blocks(`**${title}**`, ...items);
}

function item(...parts: readonly string[]): string {
  return `- ${blocks(...parts).replace(/\n(?=.)/g, '\n  ')}`;
}
